// The README has a section for every verb, and each is whole: all that goes in, all that comes out, what is thrown, and an example.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { exportsOf } from '../../../tools/reference/exports.ts'

const here = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')
const exported = exportsOf((path) => here(`../src/${path}`), 'index.ts')
const sections = here('../README.md').split(/^(?=##+ )/m)

function sectionOf(heading: string): string {
  return sections.find((section) => /^##+ (.*)/.exec(section)?.[1] === heading) ?? ''
}

/** The members of an interface, without those of what it extends, and those that nobody may give. */
function membersOf(type: string): string[] {
  const signature = exported.find(({ name }) => name === type)?.signature ?? ''
  return Array.from(signature.matchAll(/^ {2}readonly (\w+)\??: (?!never)/gm), ([, member = '']) => member)
}

/** What is named in the first cells of the tables of a section. */
function rowsOf(section: string): string[] {
  const cells = Array.from(section.matchAll(/^\| (.*?) \|/gm), ([, cell = '']) => cell)
  return cells.flatMap((cell) => Array.from(cell.matchAll(/`(\w+)`/g), ([, name = '']) => name))
}

const verbs: readonly (readonly [heading: string, verb: string, types: readonly string[]])[] = [
  ['mint', 'mint', ['MintInput', 'MintOptions']],
  ['mintToken04', 'mintToken04', ['Token04Input']],
  ['verify', 'verify', ['VerifyOptions', 'Pass']],
  ['inspect', 'inspect', ['InspectOptions', 'Report']],
  ['read', 'read', ['Shown']],
  ['Keys', 'createKeyring', ['KeyringEntry', 'Keyring']],
]

describe.each(verbs)('the section "%s" of the README', (heading, verb, types) => {
  const section = sectionOf(heading)

  it.each(types)('has a row for every member of %s', (type) => {
    expect(membersOf(type).length).toBeGreaterThan(1)
    expect(rowsOf(section)).toEqual(expect.arrayContaining(membersOf(type)))
  })

  it('shows how it is called, and says what is thrown', () => {
    expect(section).toMatch(new RegExp(String.raw`\x60${verb}\(`))
    expect(section).toMatch(new RegExp(String.raw`^\x60{3}ts\n[^]*\b${verb}\([^]*\n\x60{3}$`, 'm'))
    expect(section).toMatch(/TypeError|KitTokenError|Options and errors are those of/)
  })
})
