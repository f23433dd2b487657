import { describe, expect, it } from 'vitest'
import { nodePlaceOf, settingsOfProcess } from '../../src/config/of_process.ts'
import { isSettings, loadConfig, secretsOf } from '../../src/config/settings.ts'
import { leastConfig } from './configs.ts'

const share = { process: 3, count: 4 }
const secret = 'made up for this one test of settings'
const settings = (sections: object = {}) => loadConfig({ file: { ...leastConfig, ...sections } })

describe('where one of several processes listens for other nodes', () => {
  it('is any port of the loopback where there are no other machines', () => {
    expect(nodePlaceOf(settings(), share, 8787)).toEqual({ host: '127.0.0.1', port: 0 })
  })

  it('is a port of its own, from that of node.url on, where there are', () => {
    expect(nodePlaceOf(settings({ node: { url: 'http://10.0.0.5:9000' } }), share, 8787)).toEqual({
      host: '10.0.0.5',
      port: 9002,
    })
    expect(nodePlaceOf(settings({ node: { url: 'http://[fd00::5]:9000' } }), share, 8787).host).toBe('fd00::5')
  })

  it.each([
    [{ database: ':memory:' }, 'database'],
    [{ node: { url: 'https://a.internal' } }, 'node.url'],
    [{ node: { url: 'http://a.internal:65533' } }, 'node.url'],
    [{ node: { url: 'http://a.internal:8787' } }, 'node.url'],
    [{ node: { url: 'http://a.internal:8784' } }, 'node.url'],
  ])('is nowhere with %j', (sections, setting) => {
    expect(() => nodePlaceOf(settings(sections), share, 8787)).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ setting })] }),
    )
  })
})

describe('the settings of one of several processes', () => {
  it('make it a node that only the others know', () => {
    const own = settingsOfProcess(
      settings({ metrics: { port: 9464 } }),
      share,
      { host: '127.0.0.1', port: 4711 },
      secret,
    )
    expect(own).toMatchObject({
      processes: 4,
      node: { url: 'http://127.0.0.1:4711', secrets: [secret] },
      metrics: null,
    })
    expect(isSettings(own)).toBe(true)
    expect(secretsOf(own)).toContain(secret)
  })

  it('keep what nodes of other machines know it by', () => {
    const node = { url: 'http://10.0.0.5:9000', secret: 'made up: what nodes know each other by' }
    const own = settingsOfProcess(settings({ node }), share, { host: '10.0.0.5', port: 9002 }, secret)
    expect(own.node).toEqual({ url: 'http://10.0.0.5:9002', secrets: [node.secret] })
  })

  it('give it twice its part of the connections, as they are not dealt out evenly, and never more than all of them', () => {
    const own = settingsOfProcess(settings(), share, { host: '127.0.0.1', port: 4711 }, secret)
    expect(own.room).toMatchObject({
      maxConnections: 5000,
      maxConnectionsPerNetwork: 250,
      maxWaitingPerNetwork: 10,
    })
    expect(own.limits).toMatchObject({ socketsPerNetwork: 500, tokensPerUser: 30 })
    const few = settings({ room: { maxWaitingPerNetwork: 2 } })
    expect(
      settingsOfProcess(few, { process: 1, count: 2 }, { host: '127.0.0.1', port: 1 }, secret).room
        .maxWaitingPerNetwork,
    ).toBe(2)
  })
})
