// What libraries/README.md says of the seven libraries is so: every name of the table is in the sources of its language, the oldest version
// is that of the manifest, the tests read every file of vectors. And each has exactly the codes of spec/reasons.json.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readText } from '../files.ts'
import { libraries, type Library } from './library_list.ts'
import type { Document, Row } from './markdown.ts'
import type { Problem } from './problem.ts'

const document = 'libraries/README.md'
const specification = 'spec/kit-token.md'
const reasons = 'spec/reasons.json'

/** Every library that does not say what the specification and the document say. */
export function checkLibraries(root: string, documents: readonly Document[], files: readonly string[]): Problem[] {
  const rowsIn = (path: string): readonly Row[] => documents.find((one) => one.path === path)?.rows ?? []
  const rows = rowsIn(document)
  return [
    ...checkSpecification(root, rowsIn(specification)),
    ...libraries.flatMap((library) => checkCodes(root, files, library)),
    ...libraries.flatMap((library) => checkOldest(root, rows, library)),
    ...libraries.flatMap((library) => checkVectors(root, files, library)),
    ...checkNames(root, files, rows),
  ]
}

interface Codes {
  readonly refusals: readonly string[]
  readonly explanations: readonly string[]
}

function codesOf(root: string): Codes {
  const { refusals, explanations }: Record<keyof Codes, object> = JSON.parse(readText(root, reasons))
  return { refusals: Object.keys(refusals), explanations: Object.keys(explanations) }
}

/** The table of 5.4 has the codes of refusals, two beside each other. */
function checkSpecification(root: string, rows: readonly Row[]): Problem[] {
  const { refusals } = codesOf(root)
  const table = rows.filter(({ heading }) => heading.startsWith('5.4 '))
  const written = table.flatMap(({ cells }) => [cells[0], cells[2]].map((cell) => cell?.replaceAll('`', '') ?? ''))
  const odd = [
    ...written.filter((code) => code !== '' && !refusals.includes(code)),
    ...refusals.filter((code) => !written.includes(code)),
  ]
  return odd.map((code) => ({
    file: specification,
    line: table[0]?.line ?? 1,
    message: `5.4 and ${reasons} differ in ${code}`,
  }))
}

function checkCodes(root: string, files: readonly string[], { folder, codes, code }: Library): Problem[] {
  const lists = filesOf(folder, files, codes)
  const file = lists[0]
  if (file === undefined)
    return [{ file: `libraries/${folder}/README.md`, line: 1, message: 'no file here lists codes' }]
  const { refusals, explanations } = codesOf(root)
  const wanted = [...refusals, ...explanations]
  const found = lists.flatMap((path) => {
    return [...readText(root, path).matchAll(code)].map((match) => ({
      path,
      line: lineOf(match),
      code: match[1] ?? '',
    }))
  })
  const spelled = found.map((one) => one.code.toLowerCase())
  return [
    ...found.flatMap(({ path, line }, index): Problem[] => {
      const name = spelled[index] ?? ''
      if (!wanted.includes(name)) return [{ file: path, line, message: `${reasons} has no code ${name}` }]
      return spelled.indexOf(name) === index ? [] : [{ file: path, line, message: `${name} is here twice` }]
    }),
    ...wanted
      .filter((name) => !spelled.includes(name))
      .map((name) => ({ file, line: 1, message: `the code ${name} of ${reasons} is missing` })),
  ]
}

function filesOf(folder: string, files: readonly string[], wanted: RegExp): string[] {
  const home = `libraries/${folder}/`
  return files.filter((file) => file.startsWith(home) && wanted.test(file.slice(home.length)))
}

function lineOf({ input, index }: RegExpExecArray): number {
  return input.slice(0, index).split('\n').length
}

/** Under "Versions" the row of each language begins with the version that its manifest has. */
function checkOldest(root: string, rows: readonly Row[], { title, folder, manifest, oldest }: Library): Problem[] {
  const file = `libraries/${folder}/${manifest}`
  const version = existsSync(join(root, file)) ? oldest.exec(readText(root, file))?.slice(1).join('.') : undefined
  if (version === undefined) return [{ file, line: 1, message: 'no oldest version stands here' }]
  const row = rows.find(({ heading, cells }) => heading === 'Versions' && cells[0] === title)
  if (row !== undefined && row.cells[1]?.split(/[ ,]/)[0] === version) return []
  return [{ file: document, line: row?.line ?? 1, message: `${file} says that the oldest ${title} is ${version}` }]
}

/** The tests name each file of spec/vectors, in quotes. */
function checkVectors(root: string, files: readonly string[], { folder, tests }: Library): Problem[] {
  const text = filesOf(folder, files, tests)
    .map((file) => readText(root, file))
    .join('\n')
  const vectors = files.flatMap((file) => /^spec\/vectors\/(\w+)\.json$/.exec(file)?.[1] ?? [])
  return vectors
    .filter((name) => !new RegExp(`["'\`/]${name}(?:\\.json)?["'\`]`).test(text))
    .map((name) => ({
      file: `libraries/${folder}/README.md`,
      line: 1,
      message: `no test reads spec/vectors/${name}.json`,
    }))
}

/** Under "Names" stands a column for each library, in the order above. */
function checkNames(root: string, files: readonly string[], rows: readonly Row[]): Problem[] {
  const table = rows.filter(({ heading }) => heading === 'Names')
  if (table.length === 0) return [{ file: document, line: 1, message: 'there is no table under "Names"' }]
  return libraries.flatMap(({ title, folder, sources }, index) => {
    const words = new Set(filesOf(folder, files, sources).flatMap((file) => readText(root, file).match(/\w+/g) ?? []))
    return table.flatMap(({ cells, line }) => {
      const spans = [...(cells[index + 1] ?? '').matchAll(/`([^`]+)`/g)]
      const unknown = spans.flatMap(([, span = '']) => span.match(/\w+/g) ?? []).filter((word) => !words.has(word))
      return unknown.map((word) => ({ file: document, line, message: `the sources for ${title} do not have ${word}` }))
    })
  })
}
