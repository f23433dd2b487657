// Peers that mean no good, over real sockets; those who are inside notice nothing.
import { describe, expect, it } from 'vitest'
import { allow } from '../../src/policy/policy.ts'
import { enter, join, knock, type Guest } from './guest.ts'
import { open } from '../listening.ts'
import { connectRaw, type Raw } from '../raw.ts'
import { bePatient, eventually } from '../patience.ts'

bePatient()

/** Milliseconds until somebody inside has their answer. */
async function echo(guest: Guest): Promise<number> {
  const started = performance.now()
  guest.say({ type: 'ping' })
  await guest.hear('pong')
  return performance.now() - started
}

/** A frame as a client masks it, with a mask of zeros. */
function frame(first: number, payload: Buffer = Buffer.alloc(0), length = payload.length): Buffer {
  const size = length < 126 ? Buffer.from([0x80 | length]) : Buffer.alloc(9, 0)
  if (length >= 126) {
    size[0] = 0xff
    size.writeBigUInt64BE(BigInt(length), 1)
  }
  return Buffer.concat([Buffer.from([first]), size, Buffer.alloc(4), payload])
}

async function rawDoor(port: number): Promise<Raw> {
  const raw = await connectRaw(
    port,
    [
      'GET /v1/room HTTP/1.1',
      'Host: localhost',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Protocol: roompass.room.v1',
      '',
      '',
    ].join('\r\n'),
  )
  await eventually(raw.received).toMatch(/^HTTP\/1.1 101 /)
  return raw
}

describe('a hostile peer', () => {
  it.each<[string, Buffer]>([
    ['reserved bits', frame(0xf1, Buffer.from('x'))],
    ['an opcode that nobody knows', frame(0x83, Buffer.from('x'))],
    ['no mask', Buffer.from([0x81, 0x01, 0x78])],
    ['a frame that says it has 101 MiB', frame(0x81, Buffer.alloc(10), 101 * 1024 * 1024)],
    ['a ping that is too long', frame(0x89, Buffer.alloc(200))],
    ['a continuation of nothing', frame(0x80, Buffer.from('x'))],
    ['text that is no UTF-8', frame(0x81, Buffer.from([0xff, 0xfe]))],
    [
      'a hundred thousand fragments',
      Buffer.concat([frame(0x01), ...Array.from({ length: 100_000 }, () => frame(0x00))]),
    ],
    ['a hundred thousand pings', Buffer.concat(Array.from({ length: 100_000 }, () => frame(0x89)))],
    ['64 KiB before a hello', frame(0x81, Buffer.alloc(65_536, 0x20))],
  ])('is cut off when it sends %s', async (_, bytes) => {
    const { url, port, tokenFor } = await open()
    const inside = await join(url, await tokenFor('ada'))
    const { socket, ended } = await rawDoor(port)
    socket.on('error', () => undefined)
    socket.write(bytes)
    const gone = ended.then(() => performance.now())
    expect(await echo(inside)).toBeLessThan(1000)
    const started = performance.now()
    expect((await gone) - started).toBeLessThan(4000)
    expect(await echo(inside)).toBeLessThan(1000)
  })

  it('that is inside and pings without end is cut off too', async () => {
    const { url, tokenFor } = await open()
    const [ada, bob] = [await join(url, await tokenFor('ada')), await join(url, await tokenFor('bob'))]
    for (let n = 0; n < 1000; n += 1) bob.socket.ping()
    expect(await bob.ended).toBe('rate_limited')
    expect(await echo(ada)).toBeLessThan(1000)
  })

  it('may ping now and then', async () => {
    const { url, tokenFor } = await open()
    const ada = await join(url, await tokenFor('ada'))
    for (let n = 0; n < 20; n += 1) ada.socket.ping()
    expect(await echo(ada)).toBeLessThan(1000)
  })
})

describe('connections that have no seat', () => {
  it('that say nothing make room for those who come, the oldest first', async () => {
    const { url, tokenFor } = await open({ room: { maxWaitingPerNetwork: 2 } })
    const kitToken = await tokenFor('ada')
    const [first, second] = [await enter(url), await enter(url)]
    const guest = await join(url, kitToken)
    expect(await first.ended).toBe('try_later')
    await enter(url)
    await enter(url)
    expect(await second.ended).toBe('try_later')
    expect(await echo(guest)).toBeLessThan(1000)
  })

  it('are counted until they have one', async () => {
    const { url, tokenFor } = await open({ room: { maxWaitingPerNetwork: 1 } })
    for (const user of ['ada', 'bob', 'cyd']) await join(url, await tokenFor(user))
    const last = await enter(url)
    expect(await knock(url)).not.toBeTypeOf('number')
    expect(await last.ended).toBe('try_later')
  })

  it('that have said hello are not sent away: the next one is', async () => {
    let release = (): void => undefined
    const held = new Promise<void>((done) => (release = done))
    const { url, tokenFor } = await open({
      room: { maxWaitingPerNetwork: 1 },
      policy: {
        decide: async (_, { purpose }) => {
          if (purpose === 'admit') await held
          return allow({ publish: true })
        },
      },
    })
    const guest = await enter(url)
    guest.say({ type: 'hello', kitToken: await tokenFor('ada') })
    await new Promise((later) => setTimeout(later, 100))
    expect(await knock(url)).toBe(503)
    release()
    await guest.hear('welcome')
    expect(await knock(url)).not.toBeTypeOf('number')
  })
})
