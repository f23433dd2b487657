import { expect, test } from 'vitest'
import { repository } from '../../../tools/files.ts'
import { run, type Ended } from '../../../tools/process.ts'
import { withText } from '../markdown.ts'

function runWith(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Ended> {
  const program = ['--conditions=source', 'conformance/languages/run.ts', '--tokens', '20', ...args]
  return run({ command: process.execPath, args: program, cwd: repository, env })
}

test('the library for TypeScript agrees with itself, and the last line counts pairs', async () => {
  const { code, output } = await runWith(['--only', 'typescript'])
  expect(output).toMatch(/^TypeScript v\d+\.\d+\.\d+\n\n\| minted by/)
  expect(output).toMatch(/\n20 tokens each, seed 1, \d+\.\d s\n1 passed, 0 failed\n$/)
  expect(code).toBe(0)
})

test('without its toolchain a language fails, and the others count', async () => {
  const { code, output } = await runWith(['--only', 'typescript,go'], { ...process.env, PATH: '' })
  expect(output).toMatch(/^Go cannot be started: .*; libraries\/go\/test\.sh makes it$/m)
  expect(output).toMatch(/\n1 passed, 3 failed\n$/)
  expect(code).toBe(1)
})

test('a language that nobody knows is no reason to say that all is well', async () => {
  const { code, output } = await runWith(['--only', 'cobol'])
  expect(output).toContain('there is no language "cobol"')
  expect(code).toBe(1)
})

test('the table takes the place between its marks, which must be there', () => {
  const document = '# A\n\n<!-- conformance:begin -->\nold\n<!-- conformance:end -->\n\nB\n'
  const written = '# A\n\n<!-- conformance:begin -->\n\n| new |\n\n<!-- conformance:end -->\n\nB\n'
  expect(withText(document, 'conformance', '| new |')).toBe(written)
  expect(withText(written, 'conformance', '| new |')).toBe(written)
  expect(() => withText('# A\n', 'conformance', '| new |')).toThrow(/no <!-- conformance:begin -->/)
})
