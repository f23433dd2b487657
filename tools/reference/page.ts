// The page with every export of the token library, written from the comments in its sources.
import { format } from 'oxfmt'
import { readText } from '../files.ts'
import { readComment } from './comment.ts'
import { exportsOf, type Exported } from './exports.ts'

export const page = 'docs/reference/token.md'

/** The folder with the sources. */
export const source = 'libraries/typescript/src'

const begin = `# Reference: @roompass/token

Every export, from the comments in [the sources](../../libraries/typescript/src/index.ts): \`npm run reference\` writes this page. What to use when is in
[the README](../../libraries/typescript/README.md).
`

const sections: readonly (readonly [title: string, kinds: readonly Exported['kind'][]])[] = [
  ['Functions', ['function']],
  ['Errors', ['class']],
  ['Types', ['interface', 'type']],
]

/** The page as it should be. */
export async function referencePage(root: string): Promise<string> {
  const textOf = (path: string): string => readText(root, path)
  const all = exportsOf(textOf, `${source}/index.ts`)
  const names = new Set(all.map(({ name }) => name))
  const places: Places = {
    zego: new Set(exportsOf(textOf, `${source}/zego.ts`).map(({ name }) => name)),
    servers: new Set(
      Array.from(textOf(`${source}/browser.ts`).matchAll(/onServersOnly\('(\w+)'\)/g), ([, name]) => name),
    ),
  }
  const text = sections.map(([title, kinds]) => {
    const own = all.filter(({ kind }) => kinds.includes(kind)).toSorted((a, b) => (a.name < b.name ? -1 : 1))
    return `## ${title}\n\n${own.map((one) => entryOf(one, names, places)).join('\n')}`
  })
  return formatted(root, `${begin}\n${text.join('\n')}`)
}

async function formatted(root: string, text: string): Promise<string> {
  const options: unknown = JSON.parse(readText(root, '.oxfmtrc.json'))
  const { code, errors } = await format(page, text, Object(options))
  if (errors[0] !== undefined) throw new Error(`${page}: ${errors[0].message}`)
  return code
}

interface Places {
  /** What the entry `@roompass/token/zego` exports, too. */
  readonly zego: ReadonlySet<unknown>
  /** What throws in pages. */
  readonly servers: ReadonlySet<unknown>
}

function entryOf({ name, signature, doc }: Exported, names: ReadonlySet<string>, { zego, servers }: Places): string {
  const { description, params, returns, throws, example } = readComment(doc)
  const prose = (text: string): string => markdown(text, names)
  const where = [
    ...(servers.has(name) ? ['On servers only: in a page it throws a TypeError.'] : []),
    ...(zego.has(name) ? ['Also in `@roompass/token/zego`.'] : []),
  ]
  return [
    `### ${name}\n`,
    `${[prose(description), ...where].join(' ')}\n`,
    `\`\`\`typescript\n${signature}\n\`\`\`\n`,
    ...params.map((param) => `- \`${param.name}\`: ${prose(param.text)}`),
    ...(returns === '' ? [] : [`- Returns ${prose(returns)}`]),
    ...(throws === '' ? [] : [`- Throws ${prose(throws)}`]),
    ...(example === '' ? [] : [`\n\`\`\`typescript\n${example}\n\`\`\`\n`]),
  ].join('\n')
}

/** The one set of characters that Markdown would take for much else. */
const userIdCharacters = "~!@#$%^&*()_+=-`;',.<>/\\"

/** A text of a comment: links lead to the entries of this page. */
function markdown(text: string, names: ReadonlySet<string>): string {
  return text
    .replaceAll('\n', ' ')
    .replaceAll(userIdCharacters, () => `\`\`${userIdCharacters}\`\``)
    .replaceAll(/\{@link (\w+)\}/g, (_, name: string) =>
      names.has(name) ? `[${name}](#${name.toLowerCase()})` : `\`${name}\``,
    )
}
