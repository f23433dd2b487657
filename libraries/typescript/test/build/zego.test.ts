// The CommonJS entry as it is published, on this Node: with the fast provider, and with what Node 8 has. On Node 8 itself runtimes/ runs it.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { bundleZego, declareZego } from '../../build/zego.ts'

const dist = mkdtempSync(`${tmpdir()}/roompass-zego-`)
await bundleZego(dist)
const code = readFileSync(`${dist}/zego.cjs`, 'utf8')
afterAll(() => rmSync(dist, { recursive: true }))

const program = `
  const { generateToken04, Token04Error } = require('./zego.cjs')
  const secret = '0123456789abcdef0123456789abcdef'
  let refused = null
  try { generateToken04(1, 'Ada L', secret, 60) } catch (error) { refused = error instanceof Token04Error && error.errorCode }
  const tokens = [1, 2].map(() => generateToken04(1234567890, 'user-1', secret, 3600, '{"room_id":"é"}'))
  console.log(JSON.stringify({ refused, fast: 'hash' in require('crypto'), tokens }))`

/** What the program says; in an older Node where the words before it make this one older. */
async function said(before = ''): Promise<{ refused: unknown; fast: boolean; tokens: readonly string[] }> {
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', before + fixed + program], { cwd: dist })
  return JSON.parse(stdout)
}

const fixed = `
  Date.now = () => 1767225600000
  require('crypto').randomFillSync = (bytes) => bytes.fill(7);`

describe('zego.cjs', () => {
  it('makes the same tokens with what Node 8 has as with all that this Node has', async () => {
    const [now, then] = await Promise.all([said(), said(`delete require('crypto').hash;`)])
    expect([now.fast, then.fast]).toEqual([true, false])
    expect(then.tokens).toEqual(now.tokens)
    expect(now.tokens[0]).toMatch(/^04[A-Za-z0-9+/]+=*$/)
    expect([now.refused, then.refused]).toEqual([3, 3])
  })

  it('asks Node for its cryptography and its buffers, by names that Node 8 knows', () => {
    const required = [...code.matchAll(/require\("(.*?)"\)/g)].map(([, name]) => name)
    expect(new Set(required)).toEqual(new Set(['buffer', 'crypto']))
  })

  it('has nothing in it that the language got later', () => {
    expect(code).not.toMatch(/\?\?|\?\.[a-z[(]|\bglobalThis\b|\bcatch \{|#\w+ in |^\s*(static|#)/m)
  })
})

describe('its declarations', () => {
  const entry = `export { Token04Error } from './zego/token04_error.ts';\nexport declare function generateToken04(): string;\n`
  const declare = (error: string): string => {
    mkdirSync(`${dist}/zego`, { recursive: true })
    writeFileSync(`${dist}/zego.d.ts`, `${entry}//# sourceMappingURL=zego.d.ts.map`)
    writeFileSync(`${dist}/zego/token04_error.d.ts`, error)
    declareZego(dist)
    return readFileSync(`${dist}/zego.d.cts`, 'utf8')
  }

  it('are in one piece', () => {
    const error = 'export declare class Token04Error extends Error {}\n'
    expect(declare(error)).toBe(`${error}export declare function generateToken04(): string;\n`)
  })

  it('are not written when they would need others', () => {
    expect(() => declare("import type { Code } from './codes.ts'\n")).toThrow('zego.d.cts would name other files')
  })
})
