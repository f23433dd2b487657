import { expect, test } from 'vitest'
import { readChecks, type Check } from '../checks/checks.ts'
import { runChecks } from '../checks/run.ts'
import { plant } from './planted.ts'

const good = 'node -e 0'
const bad = 'node -e "console.log(\'a.ts:1: wrong\'); process.exit(3)"'

/** Runs the checks of a repository with these scripts, and gives what was said. */
async function saidOf(scripts: Readonly<Record<string, string>>): Promise<{ failed: readonly string[]; said: string }> {
  const lines: string[] = []
  const stages = readChecks(plant({ 'package.json': JSON.stringify({ scripts }) }))
  const failed = await runChecks(stages, { atOnce: 2, say: (line) => lines.push(line) })
  return { failed, said: lines.join('\n') }
}

function check(name: string, log: string[]): Check {
  const run = async (): Promise<{ code: number; output: string }> => {
    log.push(`${name} begins`)
    await Promise.resolve()
    log.push(`${name} ends`)
    return { code: 0, output: '' }
  }
  return { name, run }
}

test('every check is one line with its time, and a good one says nothing else', async () => {
  const { failed, said } = await saidOf({ build: good, 'check:arrows': `${good} && echo all well`, test: bad })
  expect(said).toMatch(/^arrows +\d+\.\d s {2}ok\nbuild +\d+\.\d s {2}ok$/)
  expect(failed).toEqual([])
})

test('a check that fails shows what it said, and the others run all the same', async () => {
  const { failed, said } = await saidOf({ build: good, 'check:lint': bad, 'check:docs': good, 'check:size': good })
  expect(said).toMatch(/^lint +\d+\.\d s {2}FAILED\n {2}a\.ts:1: wrong$/m)
  expect(said).toMatch(/^docs .* ok$/m)
  expect(said).toMatch(/^size .* ok$/m)
  expect(failed).toEqual(['lint'])
})

test('a check that cannot even start has failed', async () => {
  const { failed } = await saidOf({ build: good, 'check:lint': 'no-such-command-anywhere' })
  expect(failed).toEqual(['lint'])
})

test('checks of a build begin when the build has ended', async () => {
  const log: string[] = []
  const stages = [[check('a', log), check('b', log)], [check('build', log)], [check('size', log)]]
  await runChecks(stages, { atOnce: 2, say: () => {} })
  expect(log.indexOf('b begins')).toBeLessThan(log.indexOf('a ends'))
  expect(log.slice(4)).toEqual(['build begins', 'build ends', 'size begins', 'size ends'])
})

test('packaging and size are the checks of a build', () => {
  const scripts = { build: good, 'check:size': good, 'check:lint': good, 'check:packaging': good }
  const stages = readChecks(plant({ 'package.json': JSON.stringify({ scripts }) }))
  expect(stages.map((stage) => stage.map(({ name }) => name))).toEqual([['lint'], ['build'], ['size', 'packaging']])
})
