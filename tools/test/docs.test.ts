import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkDocs } from '../docs/check.ts'
import { readDocument } from '../docs/markdown.ts'
import type { Problem } from '../docs/problem.ts'
import { readText, repository } from '../files.ts'
import { plantedLibraries } from './planted_libraries.ts'
import { plant } from './planted.ts'

const base = readText(repository, 'tsconfig.base.json')

/** A repository in which every document is right. */
const clean: Readonly<Record<string, string>> = {
  ...plantedLibraries,
  'package.json': JSON.stringify({ type: 'module', scripts: { start: '', test: '', 'check:lint': '' } }),
  'tsconfig.base.json': base,
  'README.md': `# A title

[the close codes](spec/room-protocol.md#7-close-codes), [rule 1](spec/kit-token.md#r1), [here](#a-title-1), [a folder](spec)
and \`[no](link.md)\`. \`npm start\`, \`npm run check:lint\`, \`apps/server/src/http/\`.

# A title
`,
  'spec/kit-token.md':
    '# Kit Token\n\n<a id="r1"></a>**R1** Text.\n\n## 5.4 Reason codes\n\n| C | R | C | R |\n| - | --- | - | - |\n| `bad` | | `late` | |\n',
  'spec/room-protocol.md':
    '# Room\n\n## 7. Close codes\n\n| Code | Name | Retry | Meaning |\n| --- | --- | --- | --- |\n| 1000 | `left` | never | the end |\n| 4400 | `bad` | now | a \\| b |\n',
  'packages/room/src/protocol/close_codes.ts':
    "// As spec/room-protocol.md section 7 has it.\nexport const closeReasons = { left: { code: 1000, retry: 'never', meaning: 'the end' }, bad: { code: 4400, retry: 'now', meaning: 'a | b' } }\n",
  'libraries/typescript/README.md':
    '# Token\n\n## Reason codes\n\n| C | What |\n| - | --- |\n| `bad` | x |\n| `late` | y |\n',
  'libraries/typescript/src/inspect/reasons.ts': `// R1\n${plantedLibraries['libraries/typescript/src/inspect/reasons.ts']}export const room = "R2" // no rule\n`,
  'apps/server/README.md':
    '# Server\n\n## Config\n\n| Setting | |\n| --- | --- |\n| `apps` | x |\n\n| Variable | File | Meaning |\n| --- | --- | --- |\n| `ROOMPASS_A` | yes | what `a` is |\n| `ROOMPASS_B` | | b |\n',
  'apps/server/src/config/environment.ts':
    "export const variables = { ROOMPASS_A: { meaning: 'what `a` is', file: true }, ROOMPASS_B: { meaning: 'b', file: false } }\n",
  'apps/server/src/http/problems.ts': 'export const problemKinds = { forbidden: { status: 403 } }\n',
  'spec/http-api.md':
    '# HTTP\n\n## 7. Problems\n\n| Code | Status | When |\n| --- | --- | --- |\n| `forbidden` | 403 | no |\n\n### 7.1 Reasons of the policy\n\n| Reason | When |\n| --- | --- |\n| `closed` | it ended |\n',
  'apps/server/src/policy/reasons.ts': "export const policyReasons = { closed: { meaning: 'it ended' } }\n",
  'docs/audit.md': '# Audit\n\n## The events\n\n| Event | When |\n| --- | --- |\n| `token.issued` | then |\n',
  'apps/server/src/audit/entry.ts': "export const auditEvents = ['token.issued']\n",
  'apps/cli/src/main.ts': "throw new Refusal('no', {\n  ok: false,\n  code: 'exists' })\n",
  'apps/cli/README.md': '# CLI\n\n### Codes\n\n| Code | When |\n| --- | --- |\n| `exists` | x |\n',
  'apps/server/src/ending.ts': "log.info('draining')\nlog.error(\n  'lost', { entry })\n",
  'docs/log.md':
    '# The log\n\n| Event | Level | What |\n| --- | --- | --- |\n| `draining` | info | x |\n| `lost` | error | y |\n',
}

/** The problems of the clean repository after a change. */
async function problemsWith(change: Readonly<Record<string, string>>): Promise<readonly Problem[]> {
  const root = plant({ ...clean, ...change })
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'))
  return checkDocs(root)
}

/** The clean text of a file with one piece replaced, which must be there. */
function edited(file: string, piece: string, by: string): Record<string, string> {
  const text = clean[file] ?? ''
  expect(text).toContain(piece)
  return { [file]: text.replace(piece, by) }
}

test('a repository in which every document is right has no problem', async () => {
  expect(await problemsWith({})).toEqual([])
})

/** Put together, so that this file itself has none. */
const places = ['', '..'].map((start, index) => [start, ['root', 'shared'][index], 'notes'].join('/'))

test.each([
  [
    'a link to a file that is not there',
    'README.md',
    '(spec)',
    '(spec/token04.md)',
    3,
    /spec\/token04\.md leads nowhere/,
  ],
  [
    'a link to a heading that is not there',
    'README.md',
    '#7-close',
    '#8-close',
    3,
    /#8-close-codes leads to no heading/,
  ],
  ['a link to the second of one heading', 'README.md', '#a-title-1', '#a-title-2', 3, /leads to no heading/],
  ['a link from the root of a site', 'README.md', '(spec)', '(/spec)', 3, /is not relative/],
  ['a path that is not there', 'README.md', 'src/http/', 'src/admin/', 4, /`apps\/server\/src\/admin\/` is not there/],
  ['a command that is not there', 'README.md', 'check:lint', 'check:typos', 4, /no such script/],
  [
    'a code with another number',
    'spec/room-protocol.md',
    '4400',
    '4401',
    8,
    /close_codes\.ts does not say: 4401 \| bad/,
  ],
  [
    'a row that is missing',
    'spec/room-protocol.md',
    '| 1000 | `left` | never | the end |\n',
    '',
    3,
    /a row is missing.*1000 \| left/,
  ],
  ['a table that is missing', 'spec/http-api.md', '7. Problems', '8. Problems', 1, /no table under "7\. Problems"/],
  ['a status that is another', 'spec/http-api.md', '403', '404', 7, /does not say: forbidden \| 404/],
  ['a reason in the second column', 'spec/kit-token.md', '`late`', '`lost`', 9, /reasons\.ts does not say: lost/],
  [
    'a line of the log that no document has',
    'apps/server/src/ending.ts',
    'lost',
    'gone',
    2,
    /log\.md does not have gone error/,
  ],
  [
    'a line of the log with another level',
    'apps/server/src/ending.ts',
    'log.error',
    'log.warn',
    2,
    /does not have lost warn/,
  ],
  [
    'a line of the log that nothing says',
    'docs/log.md',
    'draining',
    'drained',
    5,
    /nothing in the sources says drained info/,
  ],
  ['a code of the command that its README lacks', 'apps/cli/src/main.ts', 'exists', 'gone', 2, /does not have gone/],
  ['a code that no command gives', 'apps/cli/README.md', 'exists', 'gone', 7, /nothing in the sources says gone/],
  [
    'a variable that does not exist',
    'apps/server/README.md',
    'ROOMPASS_B',
    'ROOMPASS_C',
    12,
    /does not say: ROOMPASS_C/,
  ],
  [
    'a variable without its file',
    'apps/server/README.md',
    'yes',
    '',
    11,
    /does not say: ROOMPASS_A \| {2}\| what a is/,
  ],
  [
    'a section that is cited and not there',
    'packages/room/src/protocol/close_codes.ts',
    'section 7',
    'section 7.1',
    1,
    /cites spec\/room-protocol\.md section 7\.1/,
  ],
  [
    'a specification that is cited and not there',
    'packages/room/src/protocol/close_codes.ts',
    'room-protocol',
    'door',
    1,
    /cites spec\/door\.md/,
  ],
  [
    'a rule that is cited and not there',
    'libraries/typescript/src/inspect/reasons.ts',
    '// R1',
    '// R3',
    1,
    /the rule R3/,
  ],
  [
    'a place on a machine',
    'apps/server/src/http/problems.ts',
    'export',
    `// see ${places[0]}\nexport`,
    1,
    /a place on somebody's machine/,
  ],
  [
    'a place beside the repository',
    'apps/server/src/http/problems.ts',
    'export',
    `// see ${places[1]}\nexport`,
    1,
    /a place on somebody's machine/,
  ],
])('%s is found at its line', async (_, file, piece, by, line, message) => {
  const problems = await problemsWith(edited(file, piece, by))
  expect(problems).toContainEqual({ file, line, message: expect.stringMatching(message) })
})

describe('examples', { timeout: 30_000 }, () => {
  test('compile against the real packages, each by itself, with what is given beside it', async () => {
    const example =
      "```ts\nimport { read } from '@roompass/token'\nconst shown = read(kitToken)\nshown.roomId satisfies string\n```\n"
    expect(
      await problemsWith({ 'docs/a.md': `# A\n\n<!-- given\ndeclare const kitToken: string\n-->\n\n${example}\n` }),
    ).toEqual([])
    expect(await problemsWith({ 'docs/a.md': `# A\n\n${example}` })).toEqual([
      { file: 'docs/a.md', line: 5, message: expect.stringMatching(/Cannot find name 'kitToken'/) },
    ])
  })

  test('of other languages are left alone', async () => {
    expect(await problemsWith({ 'docs/a.md': '```sh\nconst a: number = ""\n```\n\n```js\nlet = 1\n```\n' })).toEqual([])
  })

  test('that use what a package does not have are found at their lines', async () => {
    const problems = await problemsWith({
      'docs/a.md': "Text.\n\n```ts\n\nimport { forge } from '@roompass/token'\nforge()\n```\n",
    })
    expect(problems).toEqual([{ file: 'docs/a.md', line: 5, message: expect.stringMatching(/'forge'/) }])
  })
})

test('headings are named as GitHub names them', () => {
  const text =
    '# `roompass` — what it is, & why?\n## [Linked](x.md) `__code__`\n```sh\n# no heading\n```\n## Ünïcode 2.1\n'
  expect([...readDocument('a.md', text).anchors]).toEqual([
    'roompass--what-it-is--why',
    'linked-__code__',
    'ünïcode-21',
  ])
})

test('a table whose source has moved is found, lest the comparison end in silence', async () => {
  const moved = edited('apps/server/src/http/problems.ts', 'problemKinds', 'kinds')
  expect(await problemsWith(moved)).toEqual([
    { file: 'spec/http-api.md', line: 1, message: expect.stringMatching(/problems\.ts has no problemKinds/) },
  ])
})
