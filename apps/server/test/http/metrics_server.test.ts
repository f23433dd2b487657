import { WebSocket } from 'ws'
import { describe, expect, it } from 'vitest'
import { subprotocol } from '@roompass/room/protocol'
import { open } from '../listening.ts'
import { samplesOf } from '../observe/samples.ts'
import { bePatient, eventually } from '../patience.ts'

bePatient()

const metrics = { port: 0 }

describe('the port for metrics', () => {
  it('is none unless the config has one', async () => {
    const server = await open()
    expect(server.metricsUrl).toBeNull()
    expect((await server.get('/metrics')).status).toBe(404)
  })

  it('answers /metrics on loopback, and nothing else', async () => {
    const { metricsUrl, port } = await open({ metrics })
    expect(metricsUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/)
    expect(metricsUrl).not.toContain(`:${port}/`)
    const response = await fetch(`${metricsUrl}?match=all`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(samplesOf(await response.text()).get('roompass_people')).toBe(0)
    const base = (metricsUrl ?? '').replace('/metrics', '')
    for (const path of ['/', '/v1/token', '/metrics/', '/healthz']) expect((await fetch(base + path)).status).toBe(404)
    expect((await fetch(metricsUrl ?? '', { method: 'POST' })).status).toBe(405)
    expect((await fetch(metricsUrl ?? '', { method: 'HEAD' })).status).toBe(200)
  })

  it('is gone when the server is closed', async () => {
    const server = await open({ metrics })
    await server.close()
    await expect(fetch(server.metricsUrl ?? '')).rejects.toThrow()
  })

  it('keeps the server from starting where it cannot be had', async () => {
    const taken = await open()
    await expect(open({ metrics: { port: taken.port } })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  it('shows how many sockets are open, and how many were refused', async () => {
    const server = await open({ metrics })
    const read = async () => samplesOf(await (await fetch(server.metricsUrl ?? '')).text())
    const url = `${server.url.replace('http', 'ws')}/v1/room`
    const socket = new WebSocket(url, subprotocol)
    await eventually(async () => (await read()).get('roompass_sockets')).toBe(1)
    const refused = new WebSocket(`${url}/elsewhere`, subprotocol)
    await new Promise((done) => refused.on('error', done))
    socket.close()
    await eventually(async () => (await read()).get('roompass_sockets')).toBe(0)
    const samples = await read()
    expect(samples.get('roompass_socket_upgrades_total{outcome="opened"}')).toBe(1)
    expect(samples.get('roompass_socket_upgrades_total{outcome="refused"}')).toBe(1)
  })
})
