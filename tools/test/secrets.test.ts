import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { ownFiles } from '../files.ts'
import { findSecrets } from '../secrets/find.ts'
import { plant } from './planted.ts'

const hex = createHash('sha256').update('no secret of anybody').digest('hex').slice(0, 32)
const pem = ['-----BEGIN EC', 'PRIVATE KEY-----'].join(' ')
const literal = 'a ServerSecret is written here (server-secret-literal)'

/** What is found in a repository of one file: the lines, and what they are said to hold. */
async function foundIn(file: string, text: string): Promise<readonly string[]> {
  const root = plant({ [file]: text })
  const found = await findSecrets(root, ownFiles(root))
  expect(found.map((one) => one.file)).toEqual(found.map(() => file))
  expect(JSON.stringify(found)).not.toContain(hex)
  return found.map(({ line, message }) => `${line}: ${message}`)
}

test.each([
  ['a.ts', `const app = { appId: 1, serverSecret: '${hex}' }`, literal],
  ['a.sh', `export ROOMPASS_SERVER_SECRET=${hex}`, literal],
  ['docs/a.md', `serverSecret: '${hex}'`, literal],
  [
    'a.json',
    `"server_secret": "${hex}"`,
    'a ServerSecret lies in a file that belongs to the repository (server-secret-tracked)',
  ],
  ['a.ts', `generateToken04(1, 'ada', '${hex}', 3600)`, literal],
  [
    'a.ts',
    ['VITE', 'SERVER_SECRET'].join('_'),
    'a variable that bundlers publish holds a ServerSecret (server-secret-public-env)',
  ],
  [
    'a.html',
    '<script>UIKit.generateKitTokenForTest(a, b, c, d)</script>',
    'a browser makes its own token here (client-mint)',
  ],
  ['a.ts', pem, 'a private key'],
])('what the scan of the command line finds is found: %s, %s', async (file, text, message) => {
  expect(await foundIn(file, `\n${text}\n`)).toContain(`2: ${message}`)
})

test('in tests, too, but what a comment explains', async () => {
  const line = `const serverSecret = '${hex}'`
  expect(await foundIn('apps/server/test/x.test.ts', line)).toEqual([`1: ${literal}`])
  const why = '// roompass-scan-allow: made up'
  expect(await foundIn('apps/server/test/x.test.ts', `${line} ${why}`)).toEqual([])
  expect(await foundIn('apps/server/test/x.test.ts', `${why}\n${line}`)).toEqual([])
  expect(await foundIn('apps/server/test/x.test.ts', `${line} // roompass-scan-allow`)).toHaveLength(2)
})

test('a private key is one outside of tests alone, which have frames of none', async () => {
  expect(await foundIn('apps/server/test/x.test.ts', pem)).toEqual([])
})

test('what git ignores is no matter of the repository', async () => {
  const root = plant({ '.gitignore': 'dist/\n', 'dist/a.js': `const serverSecret = '${hex}'` })
  expect(await findSecrets(root, ownFiles(root))).toEqual([])
})

test('names without values, digests, and what was published as a sample are no secrets', async () => {
  expect(await foundIn('a.ts', `const serverSecret = process.env['SERVER_SECRET']\nconst sha = '${hex}'`)).toEqual([])
  expect(await foundIn('README.md', `serverSecret: '${'0123456789abcdef'.repeat(2)}'`)).toEqual([])
})
