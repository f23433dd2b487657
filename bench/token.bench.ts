// `node bench/token.bench.ts [rounds] [node]`: minting and verifying per second, ours beside others, as Markdown. Each figure is the median
// over rounds in which everybody has a turn, in a fresh process of this Node or of the one at the path that is given. Only ratios of one
// run mean anything.
import { execFileSync } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { contestants } from './token_contestants.ts'
import type { Rates } from './token_worker.ts'

const rounds = Number(process.argv[2] ?? 5)
const node = process.argv[3] ?? process.execPath
const worker = node === process.execPath ? pathOf('token_worker.ts') : await compiled()
const verbs = ['mint', 'verify'] as const
type Verb = (typeof verbs)[number]

/** Least ratios: whose, against whom, how many times as fast. */
const goals: readonly (readonly [verb: Verb, ours: string, theirs: string, ratio: number])[] = [
  ['mint', 'roompass sealed', 'fresh cipher, key as bytes', 3.5],
  ['mint', 'roompass sealed', 'livekit-server-sdk', 4],
  ['mint', 'roompass sealed', 'jsonwebtoken', 1.5],
  ['verify', 'roompass sealed', 'fresh cipher, key as bytes', 2],
  ['verify', 'roompass sealed', 'livekit-server-sdk', 3],
  ['verify', 'roompass sealed', 'jsonwebtoken', 1.5],
  ['verify', 'roompass signed', 'livekit-server-sdk', 2],
]

const names = Object.keys(contestants)
const figures = new Map<string, Rates[]>()
for (let round = 0; round < rounds; round++) {
  for (const verb of verbs) {
    for (const name of names) {
      const key = `${verb} ${name}`
      figures.set(key, [...(figures.get(key) ?? []), run(name, verb)])
      process.stderr.write('.')
    }
  }
}
process.stderr.write('\n')
console.log(`${machine()}, median of ${rounds} rounds, thousand per second (per second of processor time)\n`)
printTable()
printGoals()

function run(name: string, verb: Verb): Rates {
  const answer: Rates = JSON.parse(execFileSync(node, [worker, name, verb], { encoding: 'utf8' }))
  return answer
}

function median(name: string, verb: Verb, by: keyof Rates): number {
  const sorted = (figures.get(`${verb} ${name}`) ?? []).map((rates) => rates[by]).sort((a, b) => a - b)
  return sorted[sorted.length >> 1]! / 1000
}

function pathOf(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url))
}

/** The worker as JavaScript, for a Node that reads no TypeScript. */
async function compiled(): Promise<string> {
  const outfile = pathOf('.cache/token_worker.mjs')
  const entryPoints = [pathOf('token_worker.ts')]
  await build({ entryPoints, outfile, bundle: true, packages: 'external', platform: 'node', format: 'esm' })
  return outfile
}

function machine(): string {
  const [first] = cpus()
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()
  return `Node ${version}, ${cpus().length} cores (${first?.model.trim() ?? 'unknown'})`
}

function cell(name: string, verb: Verb): string {
  return `${median(name, verb, 'clock').toFixed(0)} (${median(name, verb, 'processor').toFixed(0)})`
}

function printTable(): void {
  console.log('| | mint | verify |\n| --- | ---: | ---: |')
  for (const name of names) console.log(`| ${name} | ${cell(name, 'mint')} | ${cell(name, 'verify')} |`)
}

function printGoals(): void {
  console.log('\n| ratio | measured | goal |\n| --- | ---: | ---: |')
  for (const [verb, ours, theirs, goal] of goals) {
    const ratio = (by: keyof Rates): string => (median(ours, verb, by) / median(theirs, verb, by)).toFixed(1)
    console.log(`| ${verb}: ${ours} / ${theirs} | ${ratio('clock')} (${ratio('processor')}) | ${goal} |`)
  }
}
