import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import express from 'express'
import { createRoompass } from '../../src/app.ts'
import { mountRoutes } from '../../src/mount.ts'
import { createCapturedLog } from '../fakes/captured_log.ts'
import { createMemoryStore } from '../fakes/memory_store.ts'
import { as, config } from '../service.ts'
import { example } from './example.ts'
import { askMounted } from './questions.ts'

describe('mounted in Express', () => {
  askMounted(example('mount-express', [process.execPath, '--conditions=source', 'server.ts']))
})

describe('behind a body parser of Express', () => {
  async function ask(parser: express.RequestHandler) {
    const [log, store] = [createCapturedLog(), createMemoryStore()]
    const roompass = await createRoompass(config, { log, store })
    const server = createServer(express().use(parser).use(mountRoutes(roompass)))
    onTestFinished(async () => {
      server.close()
      await roompass.close()
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server that listens has an address of this kind
    const { port } = server.address() as AddressInfo
    const response = await fetch(`http://127.0.0.1:${port}/v1/kit-tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...as('ada') },
      body: '{"roomId":"lobby"}',
    })
    return { status: response.status, code: (await response.json()).code, events: log.events }
  }

  it('says in the log what to change, since the body is gone', async () => {
    const answer = { status: 500, code: 'internal', events: ['error body_already_read'] }
    expect(await ask(express.json())).toEqual(answer)
  })

  it('works where the parser keeps the body as it came', async () => {
    const verify = (request: object, _: unknown, rawBody: Buffer): void => void Object.assign(request, { rawBody })
    expect((await ask(express.json({ verify }))).status).toBe(201)
  })
})
