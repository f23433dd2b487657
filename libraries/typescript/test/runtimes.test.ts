// The suite that other runtimes run: that it passes here, and that it would tell.
import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { runChecks, type Report } from '../runtimes/suite/checks.ts'
import { pageChecks } from '../runtimes/suite/page.ts'
import type { Library } from '../runtimes/suite/library.ts'
import { serverChecks } from '../runtimes/suite/server.ts'
import { readVectors } from '../runtimes/suite/vectors.ts'
import { zegoChecks, type DropIn } from '../runtimes/suite/zego.ts'
import { comparable, withTable } from '../runtimes/table.ts'

const vectors = readVectors((name) => readFileSync(new URL(`../../../spec/vectors/${name}`, import.meta.url), 'utf8'))
const count = {
  mint: vectors.mint.numberOfTests,
  verify: vectors.verify.numberOfTests,
  hostile: vectors.hostile.numberOfTests,
  dialects: 2 * vectors.dialects.numberOfTests,
  diagnosis: 2 * vectors.diagnosis.numberOfTests,
}

/** The library of a process that has just begun: it has not warned yet. */
function freshLibrary(): Promise<Library> {
  vi.resetModules()
  return import('../src/index.ts')
}

function partsOf(failures: readonly string[]): string[] {
  return [...new Set(failures.map((failure) => failure.split(' ')[0] ?? ''))]
}

describe('the suite for all runtimes', () => {
  it('passes on this one, with every vector', async () => {
    const { passed, failed } = runChecks(serverChecks(await freshLibrary(), vectors))
    expect(failed).toEqual([])
    expect(passed).toEqual({ ...count, files: 5, 'drop-in': 12 })
  })

  it.each<[string, string[], (library: Library) => Partial<Library>]>([
    ['mints another text', ['mint'], ({ mint }) => ({ mint: (...args) => `${mint(...args)} ` })],
    ['mints another Token04', ['mint'], () => ({ mintToken04: () => '04' })],
    ['refuses every Kit Token', ['mint', 'verify', 'hostile', 'dialects', 'drop-in'], () => ({ verify: refuse })],
    ['takes every Token04', ['verify', 'hostile', 'dialects'], (own) => ({ verifyToken04: takingAll(own) })],
    ['explains nothing', ['diagnosis'], ({ inspect }) => ({ inspect: () => inspect('') })],
    ['does not tell callers what is wrong', ['drop-in'], () => ({ generateToken04: () => '' })],
    ['makes no test tokens', ['drop-in'], () => ({ generateKitTokenForTest: () => '' })],
    ['writes another suffix', ['drop-in'], () => ({ generateKitTokenForProduction: () => '' })],
  ])('tells of a library that %s', async (_, parts, changesOf) => {
    const library = await freshLibrary()
    const { failed } = runChecks(serverChecks({ ...library, ...changesOf(library) }, vectors))
    expect(partsOf(failed)).toEqual(parts)
  })

  it('tells of a file that lost a vector', async () => {
    const verify = { ...vectors.verify, tests: vectors.verify.tests.slice(1) }
    const { failed } = runChecks(serverChecks(await freshLibrary(), { ...vectors, verify }))
    expect(failed).toEqual([`files verify: Error: ${count.verify - 1} instead of ${count.verify}`])
  })

  it('tells of a page that could mint', async () => {
    expect(partsOf(runChecks(pageChecks(await freshLibrary(), vectors)).failed)).toEqual(['refusals'])
  })

  it('tells of a page that cannot explain', async () => {
    const library = await freshLibrary()
    const { failed } = runChecks(pageChecks({ ...library, inspect: () => library.inspect('') }, vectors))
    expect(partsOf(failed)).toEqual(['refusals', 'read', 'diagnosis'])
  })
})

describe('the suite for old programs', () => {
  const sealed = vectors.mint.tests.filter((vector) => vector.in.format === 'cbc')
  const answers = sealed.map(({ token04 }) => token04)

  /** As a program that gets a library of these answers, one after the other. */
  async function reportWith(tokens: readonly string[], changes: Partial<DropIn> = {}): Promise<Report> {
    const library = { ...(await freshLibrary()), ...changes }
    const next = tokens.values()
    return runChecks(zegoChecks(library, () => next.next().value ?? '', vectors))
  }

  it('passes with every vector that the official functions could make', async () => {
    expect(await reportWith(answers)).toEqual({ passed: { mint: sealed.length, 'drop-in': 8 }, failed: [] })
    expect(sealed.length).toBeGreaterThan(50)
  })

  it('tells of a token that is another one, and of a call that is not refused', async () => {
    expect(partsOf((await reportWith(answers.with(3, '04'))).failed)).toEqual(['mint'])
    expect(partsOf((await reportWith(answers, { generateToken04: () => '04' })).failed)).toEqual(['drop-in'])
  })
})

function refuse(): never {
  throw new TypeError('no')
}

/** A pass for every token, a good one for those that are refused. */
function takingAll({ createKeyring, mintToken04, verifyToken04 }: Library): Library['verifyToken04'] {
  const keys = createKeyring([{ appId: 1, serverSecret: 'x'.repeat(32) }])
  const good = mintToken04({ userId: 'ada', expiresIn: 60 }, keys)
  return (...args) => {
    try {
      return verifyToken04(...args)
    } catch {
      return verifyToken04(good, keys)
    }
  }
}

describe('the table', () => {
  const place = 'before\n<!-- runtimes:begin -->\n\nold\n\n<!-- runtimes:end -->\nafter'
  const report = { passed: { mint: 3, 'drop-in': 12 }, failed: [] }
  const of = (name: string, version: string): string => withTable(place, [{ name, version, gets: 'server', report }])

  it('takes its place and leaves the rest', () => {
    expect(of('Node 20', '20.1.0')).toContain('\n| Node 20 | 20.1.0  | server | 3    | –')
    expect(of('Node 20', '20.1.0')).toMatch(/^before\n[^]*\nafter$/)
    expect(of('Node 20', '20.1.0')).not.toContain('old')
    expect(() => withTable('no place', [])).toThrow('runtimes:begin')
  })

  it('is the same with another Chromium, and with no other runtime', () => {
    expect(comparable(of('Chromium, as a page', '156.0'))).toBe(comparable(of('Chromium, as a page', '157.0')))
    expect(comparable(of('Node 20', '20.1.0'))).not.toBe(comparable(of('Node 20', '20.1.1')))
  })
})
