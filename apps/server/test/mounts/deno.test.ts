import { describe } from 'vitest'
import { freePort } from '../hosts/command.ts'
import { example } from './example.ts'
import { askMounted } from './questions.ts'
import { deno } from './runtimes.ts'

const start = example('mount-deno', [deno ?? 'deno', 'run', '--allow-all', '--conditions=source', 'server.ts'])

describe.skipIf(deno === null)('mounted in Deno', () => {
  askMounted(async (env) => {
    const port = await freePort()
    return { ...(await start({ ROOMS_PORT: `${port}`, ...env })), roomsUrl: `http://127.0.0.1:${port}` }
  })
})
