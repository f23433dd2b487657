import { afterEach, describe, expect, it, vi } from 'vitest'
import * as pageExports from '../src/browser.ts'
import * as serverExports from '../src/index.ts'
import { call } from './call.ts'
import { appId, serverSecret } from './providers.ts'

const page = { ...pageExports }
const server = { ...serverExports }
const onServersOnly = ['createKeyring', 'mint', 'mintToken04', 'verify', 'verifyToken04', 'generateToken04'] as const

describe('the entry for pages', () => {
  it('exports what the entry for servers exports', () => {
    expect(Object.keys(page).sort()).toEqual(Object.keys(server).sort())
  })

  it.each(onServersOnly)('has %s only to say that it belongs on a server', (name) => {
    expect(() => call(page[name])).toThrow(`${name} needs the ServerSecret, which must never be in a page`)
    expect(() => call(page[name])).toThrow(TypeError)
  })

  it('has the very functions that need no secret', () => {
    for (const name of ['read', 'inspect', 'generateKitTokenForProduction', 'KitTokenError', 'isUserId'] as const) {
      expect(page[name]).toBe(server[name])
    }
  })
})

describe('the entry for servers, in a page that no bundler knew', () => {
  afterEach(() => vi.unstubAllGlobals())

  it.each<[string, () => unknown]>([
    ['createKeyring', () => server.createKeyring([{ appId, serverSecret }])],
    ['generateToken04', () => server.generateToken04(appId, 'ada', serverSecret, 60)],
  ])('refuses %s', (name, run) => {
    vi.stubGlobal('document', {})
    expect(run).not.toThrow() // Node with something like a page: jsdom, Electron
    vi.stubGlobal('process', undefined)
    expect(run).toThrow(`${name} needs the ServerSecret, which must never be in a page`)
    vi.stubGlobal('document', undefined)
    expect(run).not.toThrow() // neither: a Worker
  })
})
