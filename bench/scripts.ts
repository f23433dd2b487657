// Runs the scripts of a folder, one after another, each in a fresh process; prints one table, and with --write puts it into docs/operations.md between
// the markers that bear the folder's name: nobody writes figures there by hand. `node bench/scripts.ts faults|load|soak [name…] [--write]`.
import { spawn } from 'node:child_process'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

/** What a script prints as its line of JSON (faults/report.ts). */
interface Result {
  readonly name: string
  readonly ok: boolean
  readonly figures: Readonly<Record<string, number | null>>
  readonly goals: Readonly<Record<string, string>>
  readonly broken: readonly string[]
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { write: { type: 'boolean' } } })
const [folder = '', ...wanted] = positionals
const document = new URL('../docs/operations.md', import.meta.url)
const place = new URL(`./${folder}/`, import.meta.url)

const isScript = (file: string): boolean =>
  readFileSync(new URL(file, place), 'utf8').startsWith(`// \`node bench/${folder}/${file}`)
const names = readdirSync(place)
  .filter((file) => file.endsWith('.ts') && isScript(file))
  .map((file) => file.slice(0, -3))
  .filter((name) => wanted.length === 0 || wanted.includes(name))
if (names.length === 0) throw new Error(`no script of ${folder}/ is named so`)

/** Runs it with its output shown. @returns what it printed for machines; null when it broke off before */
function run(name: string): Promise<readonly Result[]> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(`${name}.ts`, place))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (text) => {
    said += text
    process.stdout.write(text)
  })
  return new Promise((done) =>
    child.on('close', () => {
      const lines = said.split('\n').filter((line) => line.startsWith('{"name":'))
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- report.ts wrote it
      const results = lines.map((line) => JSON.parse(line) as Result)
      done(results.length > 0 ? results : [{ name, ok: false, figures: {}, goals: {}, broken: ['it broke off'] }])
    }),
  )
}

/** @param when the day, and how busy the machine was before it began */
function rowsOf({ name, ok, figures, goals, broken }: Result, when: string): string[] {
  const head = `| **${name}** | ${when} | | ${ok ? 'holds' : `**${broken.length} missed**`} |`
  return [
    head,
    ...Object.entries(figures).map(([key, value]) => {
      const verdict = goals[key] === undefined ? '' : broken.includes(key) ? '**missed**' : 'ok'
      return `| ${key.replaceAll('_', ' ')} | ${value ?? 'none'} | ${goals[key] ?? ''} | ${verdict} |`
    }),
  ]
}

/** Rows of a table, by the script whose head they are under. */
function sectionsOf(table: string): Map<string, string[]> {
  const sections = new Map<string, string[]>()
  let current: string[] = []
  for (const row of table.split('\n').filter((line) => line.startsWith('|'))) {
    const name = /^\| \*\*(\w+)\*\* /.exec(row)?.[1]
    if (name !== undefined) sections.set(name, (current = []))
    current.push(row)
  }
  return sections
}

const machine = `${availableParallelism()} × ${cpus()[0]?.model ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}, Node ${process.version}`
const [begin, end] = [`<!-- ${folder}: written by npm run ${folder} -->`, `<!-- ${folder}: end -->`]
const [head, rest] = readFileSync(document, 'utf8').split(begin)
const [before, after] = rest?.split(end) ?? []
if (head === undefined || before === undefined || after === undefined)
  throw new Error(`docs/operations.md has no place for ${folder}`)

const sections = new Map<string, string[]>()
let failed = false
for (const name of names) {
  console.log(`\n${folder}/${name}`)
  const when = `${new Date().toISOString().slice(0, 10)}, load ${loadavg()[0]?.toFixed(1)}`
  for (const result of await run(name)) {
    sections.set(result.name, rowsOf(result, when))
    failed ||= !result.ok
  }
}
const tableOf = (parts: ReadonlyMap<string, readonly string[]>): string =>
  [
    `On ${machine}. Each row of a script says when it was, and the load of the machine before it began.`,
    '',
    '| | measured | goal | |',
    '| --- | --: | --: | --- |',
    ...[...parts].toSorted(([one], [other]) => one.localeCompare(other)).flatMap(([, rows]) => rows),
  ].join('\n')
console.log(`\n${tableOf(sections)}`)
if (values.write === true) {
  // What was not run stays as it was measured.
  const whole = new Map([...sectionsOf(before), ...sections])
  writeFileSync(document, `${head}${begin}\n\n${tableOf(whole)}\n\n${end}${after}`)
}
if (failed) process.exitCode = 1
