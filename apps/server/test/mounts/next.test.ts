import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe } from 'vitest'
import { run } from '../hosts/command.ts'
import { example } from './example.ts'
import { askMounted } from './questions.ts'

const folder = fileURLToPath(new URL('../../../../examples/mount-next/', import.meta.url))
// Large, and of use to nobody else: `npm ci` in its folder brings it.
const installed = existsSync(`${folder}node_modules/next`)
const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', NEXT_TELEMETRY_DISABLED: '1' }

describe.skipIf(!installed)('mounted in Next.js', () => {
  beforeAll(async () => {
    await run(process.execPath, ['node_modules/next/dist/bin/next', 'build'], { cwd: folder, env })
  }, 120_000)

  const start = example('mount-next', [process.execPath, '--conditions=source', 'server.ts'])
  askMounted((own) => start({ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...own }))
})
