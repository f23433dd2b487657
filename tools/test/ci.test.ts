import { chmodSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { repository } from '../files.ts'
import { run, type Ended } from '../process.ts'
import { plant } from './planted.ts'

/** What the fake commands do: shell, one line each. */
interface Machine {
  readonly dpkg?: string
  readonly apt?: string
  readonly ci?: string
  readonly check?: string
  readonly test?: string
  /** The script of a sibling language. */
  readonly sibling?: string
  readonly conformance?: string
}

const good: Required<Machine> = {
  dpkg: 'true',
  apt: 'false',
  ci: 'true',
  check: "echo 'lint 1.0 s ok'; echo 'all 11 checks are ok'",
  test: "echo '2 passed, 9 failed is what a test said'; echo '300 passed, 0 failed'",
  sibling: "echo 'go: 40 passed, 0 failed'",
  conformance: "echo '49 passed, 0 failed'",
}

/** Runs the real .ci/run where npm, dpkg and apt-get are fakes. */
async function runCi(machine: Machine): Promise<Ended> {
  const { dpkg, apt, ci, check, test: tests, sibling, conformance } = { ...good, ...machine }
  const npm = `case "$*" in ci) ${ci};; "run --silent check") ${check};; test) ${tests};; "run --silent conformance") ${conformance};; esac`
  const root = plant({
    '.ci/run': readFileSync(join(repository, '.ci/run'), 'utf8'),
    'libraries/go/test.sh': `${sibling}\n`,
    'bin/npm': `#!/bin/sh\n${npm}\n`,
    'bin/dpkg': `#!/bin/sh\n${dpkg}\n`,
    'bin/apt-get': `#!/bin/sh\n${apt}\n`,
    'bin/sudo': '#!/bin/sh\nshift; exec "$@"\n',
    'bin/sleep': '#!/bin/sh\n',
    // One that is there is not built.
    'bin/livekit-server': '#!/bin/sh\n',
    'bin/go': '#!/bin/sh\necho go was called\n',
  })
  const fakes = ['npm', 'dpkg', 'apt-get', 'sudo', 'sleep', 'livekit-server', 'go'].map((name) => `bin/${name}`)
  for (const command of ['.ci/run', ...fakes]) chmodSync(join(root, command), 0o755)
  const env = { ...process.env, PATH: `${join(root, 'bin')}:${process.env['PATH'] ?? ''}` }
  return run({ command: '/bin/bash', args: ['-c', '.ci/run'], cwd: root, env })
}

test.each<[string, Machine, string]>([
  ['a check', { check: "echo '2 of 11 checks failed: lint, docs'; exit 1" }, '398 passed, 2 failed'],
  ['the checks as a whole', { check: 'exit 137' }, '389 passed, 1 failed'],
  ['a test', { test: "echo '299 passed, 1 failed'; exit 1" }, '399 passed, 1 failed'],
  ['a run without a closing line', { test: 'echo a crash' }, '100 passed, 1 failed'],
  ['a run that says well and ends badly', { test: "echo '300 passed, 0 failed'; exit 1" }, '400 passed, 1 failed'],
  ['a sibling', { sibling: "echo '39 passed, 1 failed'; exit 1" }, '399 passed, 1 failed'],
  ['a sibling that breaks off', { sibling: 'exit 3' }, '360 passed, 1 failed'],
  ['a pair of languages', { conformance: "echo '48 passed, 1 failed'; exit 1" }, '399 passed, 1 failed'],
  ['the installation', { ci: 'exit 1' }, '0 passed, 1 failed'],
  ['the installation of the browser', { dpkg: 'false', apt: 'echo no network; exit 100' }, '0 passed, 1 failed'],
])('when %s fails, all fails, and the closing line counts it', async (_, machine, line) => {
  const { code, output } = await runCi(machine)
  expect(output.trimEnd().split('\n').at(-1)).toBe(line)
  expect(code).toBe(1)
})

test('checks, tests and siblings count together', async () => {
  expect(await runCi({})).toEqual({ code: 0, output: expect.stringMatching(/\n400 passed, 0 failed\n$/) })
})

test('nothing may be left out, and tests know that nobody watches', async () => {
  const { output } = await runCi({ test: 'echo "all=$ROOMPASS_REQUIRE_ALL ci=$CI"; echo "1 passed, 0 failed"' })
  expect(output).toContain('all=1 ci=true\n')
})

test('what is there is not installed again; a browser that is not is, with patience for a lock', async () => {
  expect((await runCi({ apt: 'echo called; exit 1' })).output).not.toContain('called')
  const onlyTheSecondTime = 'test -e tried || { touch tried; exit 100; }'
  expect((await runCi({ dpkg: 'false', apt: onlyTheSecondTime })).code).toBe(0)
})
