import { describe, expect, test } from 'vitest'
import { checkReference } from '../docs/reference.ts'
import { readComment } from '../reference/comment.ts'
import { exportsOf } from '../reference/exports.ts'
import { page, referencePage } from '../reference/page.ts'
import { plant } from './planted.ts'

const source = 'libraries/typescript/src'

const planted: Readonly<Record<string, string>> = {
  '.oxfmtrc.json': '{ "semi": false, "singleQuote": true }',
  [`${source}/index.ts`]: `// A file.
import { secret } from './inner/fault.ts'
export { Fault, type Code } from './inner/fault.ts'
export { open } from './zego.ts'

/**
 * Closes it: see {@link open}, not {@link shut}. IDs are of ~!@#$%^&*()_+=-\`;',.<>/\\.
 * @param door which
 *   of them
 * @returns nothing
 * @throws Fault when it is stuck
 * @example
 * close('front')
 */
export function close(door: string, hard = false): void {
  secret(door, hard)
}
`,
  [`${source}/zego.ts`]: '/** Opens it. */\nexport function open(): void {}\n',
  [`${source}/browser.ts`]: "export const close = onServersOnly('close')\n",
  [`${source}/inner/fault.ts`]: `/** Why. */
export type Code = 'stuck' | 'locked'

/** It did not move. */
export class Fault extends Error {
  override readonly name = 'Fault'
  /** Why. */
  declare readonly code?: Code

  constructor(code: Code) {
    super(code)
  }
}

export const secret = (): void => {}
`,
}

describe('the exports of an entry', () => {
  const root = (change: Readonly<Record<string, string>> = {}): ReturnType<typeof exportsOf> => {
    const files = { ...planted, ...change }
    return exportsOf((path) => files[path] ?? '', `${source}/index.ts`)
  }

  test('are found wherever they are declared', () => {
    expect(root().map(({ name, kind }) => [name, kind])).toEqual([
      ['Fault', 'class'],
      ['Code', 'type'],
      ['open', 'function'],
      ['close', 'function'],
    ])
  })

  test('have their declarations without bodies', () => {
    const [fault, code, , close] = root().map(({ signature }) => signature)
    expect(close).toBe('function close(door: string, hard = false): void')
    expect(code).toBe("type Code = 'stuck' | 'locked'")
    expect(fault).toBe(`class Fault extends Error {
  readonly name = 'Fault'
  /** Why. */
  readonly code?: Code

  constructor(code: Code)
}`)
  })

  test('have no comment but the one right above', () => {
    const apart = { [`${source}/index.ts`]: '/** Of something else. */\nconst x = 1\nexport function y(): void {}\n' }
    expect(root(apart)[0]?.doc).toBe('')
    const other = { [`${source}/index.ts`]: '// Plain.\nexport function y(): void {}\n' }
    expect(root(other)[0]?.doc).toBe('')
  })

  test.each([
    ['a name that is not there', "export { none } from './zego.ts'", 'there is no none in ./zego.ts'],
    ['a name of the file itself', 'const x = 1\nexport { x }', 'declared elsewhere in the file'],
    ['another kind of declaration', 'export enum E { a }', 'TSEnumDeclaration'],
  ])('are not guessed: %s', (_, text, message) => {
    expect(() => root({ [`${source}/index.ts`]: text })).toThrow(message)
  })
})

describe('a comment', () => {
  test('is read in its parts', () => {
    expect(readComment('What it is.\nMore.\n@param a one\n  two\n@throws X\n@returns y\n@example\nf()\n  g()')).toEqual(
      {
        description: 'What it is.\nMore.',
        params: [{ name: 'a', text: 'one\n  two' }],
        throws: 'X',
        returns: 'y',
        example: 'f()\n  g()',
      },
    )
  })

  test('has no tag that would be left out', () => {
    expect(() => readComment('What.\n@deprecated since')).toThrow('@deprecated')
  })
})

describe('the reference', () => {
  test('says of each export what it is, where it is and how it is used', async () => {
    const text = await referencePage(plant(planted))
    const headings = ['## Functions', '### close', '### open', '## Errors', '### Fault', '## Types', '### Code']
    expect(text.match(/^###? .*/gm)).toEqual(headings)
    expect(text).toContain("see [open](#open), not `shut`. IDs are of ``~!@#$%^&*()_+=-`;',.<>/\\``")
    expect(text).toContain('On servers only: in a page it throws a TypeError.')
    expect(text).toContain('Opens it. Also in `@roompass/token/zego`.')
    expect(text).toContain('- `door`: which of them\n- Returns nothing\n- Throws Fault when it is stuck\n')
    expect(text).toContain("```typescript\nclose('front')\n```")
  })

  test('is up to date, or the first line that is not is told', async () => {
    const right = await referencePage(plant(planted))
    expect(await checkReference(plant({ ...planted, [page]: right }))).toEqual([])
    const problem = { file: page, message: 'the comments in the sources say something else: npm run reference' }
    const old = right.replace('Opens it', 'Opened it')
    const line = right.slice(0, right.indexOf('Opens it')).split('\n').length
    expect(await checkReference(plant({ ...planted, [page]: old }))).toEqual([{ ...problem, line }])
    expect(await checkReference(plant(planted))).toEqual([{ ...problem, line: 1 }])
    const longer = await checkReference(plant({ ...planted, [page]: `${right}more\n` }))
    expect(longer).toEqual([expect.objectContaining(problem)])
    const shorter = await checkReference(plant({ ...planted, [page]: right.split('\n').slice(0, 9).join('\n') }))
    expect(shorter).toEqual([{ ...problem, line: 10 }])
  })
})
