// The end of a command that keeps running, in a process of its own.
import { connect } from 'node:net'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createApiKey } from '@roompass/server'
import { describe, expect, it } from 'vitest'
import { app, inFolder, runUntilFirstLine, type Running } from './run.ts'

const { entry } = createApiKey('backend')

/** `serve` with a config of which `more` is a part in JavaScript. */
async function serving(
  more: string,
  use: (running: Running & { readonly port: number }) => Promise<void>,
): Promise<void> {
  await inFolder(async (cwd) => {
    const config = { identity: { apiKeys: [entry] }, policy: { rules: [{ rooms: '*', publish: true }] } }
    await writeFile(join(cwd, 'roompass.config.mjs'), `${more}\nexport default ${JSON.stringify(config)}`)
    const running = await runUntilFirstLine(['serve', '--json'], { cwd, env: { ...app, PORT: '0' } })
    await use({ ...running, port: Number(new URL(JSON.parse(running.firstLine).url).port) })
  })
}

function eventsOf(stderr: string): string[] {
  return stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).event)
}

/** A connection that keeps its request unfinished, so that a drain has to wait. */
async function hold(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  await new Promise((done) => socket.on('connect', done))
  socket.on('error', () => undefined)
  socket.write(
    'POST /v1/kit-tokens HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
  )
  await new Promise((later) => setTimeout(later, 200))
}

describe('a running command', { timeout: 30_000 }, () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('drains at %s and ends with 0', async (signal) => {
    await serving('', async ({ stop }) => {
      const { code, stderr } = await stop(signal)
      expect([code, eventsOf(stderr)]).toEqual([0, ['draining']])
    })
  })

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends at once at %s while it starts, as the first process of a container too',
    async (signal) => {
      await inFolder(async (cwd) => {
        const config = `console.log('starting')\nawait new Promise((done) => setTimeout(done, 60_000))\nexport default {}`
        await writeFile(join(cwd, 'roompass.config.mjs'), config)
        const { stop } = await runUntilFirstLine(['serve'], { cwd, env: { ...app, PORT: '0' } })
        expect(await stop(signal)).toMatchObject({ code: 0, stderr: '' })
      })
    },
  )

  it('ends at once at the second signal, with 1', async () => {
    await serving('', async ({ stop, port }) => {
      await hold(port)
      const first = stop()
      await new Promise((later) => setTimeout(later, 200))
      const started = performance.now()
      const { code } = await stop()
      expect(code).toBe(1)
      expect(performance.now() - started).toBeLessThan(3000)
      await first
    })
  })

  it.each([
    ['an error that nobody caught', "setTimeout(() => { throw new Error('loose end') }, 1500)"],
    ['a promise that nobody looked at', "setTimeout(() => void Promise.reject(new Error('loose end')), 1500)"],
  ])('logs %s, drains, and ends with 1', async (_, more) => {
    await serving(more, async ({ ended }) => {
      const { code, stderr } = await ended
      expect([code, eventsOf(stderr)]).toEqual([1, ['process_failed', 'draining']])
      // Where it was thrown, and not what it says: that may quote anything.
      expect(stderr).toContain('roompass.config.mjs')
      expect(stderr).not.toContain('loose end')
    })
  })
})
