import { describe } from 'vitest'
import { freePort } from '../hosts/command.ts'
import { example } from './example.ts'
import { askMounted } from './questions.ts'
import { bun } from './runtimes.ts'

const start = example('mount-bun', [bun ?? 'bun', '--conditions=source', 'server.ts'])

describe.skipIf(bun === null)('mounted in Bun', () => {
  askMounted(async (env) => {
    const port = await freePort()
    return { ...(await start({ ROOMS_PORT: `${port}`, ...env })), roomsUrl: `http://127.0.0.1:${port}` }
  })
})
