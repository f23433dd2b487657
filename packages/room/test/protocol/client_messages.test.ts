// What the hub accepts from a client.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseClientMessage, wireLimits } from '../../src/protocol/index.ts'

const parse = (value: unknown) => parseClientMessage(JSON.stringify(value))
const candidate = { candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0, usernameFragment: 'u' }
const signal = { type: 'signal', to: 'peer', epoch: 0 }

describe('a message', () => {
  it.each([
    { type: 'hello', kitToken: '04x#y' },
    {
      type: 'hello',
      kitToken: 'x',
      userName: '',
      media: { microphone: true, camera: false },
      resume: 'a.b',
      seen: 4,
      fresh: true,
      useTicket: 'use',
    },
    { type: 'renew', kitToken: 'x' },
    { ...signal, description: { type: 'offer', sdp: 'v=0\r\n' } },
    { ...signal, description: { type: 'answer', sdp: 'v=0\r\n' } },
    { ...signal, candidate },
    { ...signal, candidate: { ...candidate, candidate: '' } },
    { ...signal, candidate: null },
    { type: 'media', microphone: true, camera: false },
    { type: 'leave' },
    { type: 'ping' },
    { type: 'ping', seen: 12 },
  ])('is read as it was written: %j', (message) => {
    expect(parse(message)).toEqual({ ok: true, message })
  })

  it('keeps the fields it knows and nothing else', () => {
    expect(parse({ ...signal, from: 'somebody', room: 'x', candidate: { ...candidate, extra: 1 } })).toEqual({
      ok: true,
      message: { ...signal, candidate },
    })
    expect(parse({ type: 'leave', why: 'tired' })).toEqual({ ok: true, message: { type: 'leave' } })
  })

  it('reads missing parts of a candidate as null', () => {
    expect(parse({ ...signal, candidate: { candidate: 'x' } })).toEqual({
      ok: true,
      message: {
        ...signal,
        candidate: { candidate: 'x', sdpMid: null, sdpMLineIndex: null, usernameFragment: null },
      },
    })
  })
})

describe('a text that is no message', () => {
  it.each(['', '{', 'null', '7', '"hello"', '[]', '[{"type":"ping"}]', '{"type":"ping"}x', 'undefined'])(
    'is not_json: %s',
    (text) => {
      expect(parseClientMessage(text)).toMatchObject({ ok: false, fault: 'not_json' })
    },
  )

  it.each(['{}', '{"type":null}', '{"type":7}', '{"type":"Hello"}', '{"type":"welcome"}', '{"type":"__proto__"}'])(
    'has an unknown type: %s',
    (text) => {
      expect(parseClientMessage(text)).toMatchObject({ ok: false, fault: 'unknown_type' })
    },
  )

  it.each([
    ['kitToken', { type: 'hello' }],
    ['kitToken', { type: 'hello', kitToken: '' }],
    ['kitToken', { type: 'renew', kitToken: null }],
    ['userName', { type: 'hello', kitToken: 'x', userName: 7 }],
    ['userName', { type: 'hello', kitToken: 'x', userName: 'x'.repeat(1025) }],
    ['media', { type: 'hello', kitToken: 'x', media: true }],
    ['camera', { type: 'hello', kitToken: 'x', media: { microphone: true } }],
    ['resume', { type: 'hello', kitToken: 'x', resume: '' }],
    ['resume', { type: 'hello', kitToken: 'x', resume: 'x'.repeat(129) }],
    ['useTicket', { type: 'hello', kitToken: 'x', useTicket: '' }],
    ['useTicket', { type: 'hello', kitToken: 'x', useTicket: 'x'.repeat(129) }],
    ['useTicket', { type: 'renew', kitToken: 'x', useTicket: 7 }],
    ['fresh', { type: 'hello', kitToken: 'x', fresh: 1 }],
    ['seen', { type: 'ping', seen: -1 }],
    ['seen', { type: 'ping', seen: 1.5 }],
    ['seen', { type: 'ping', seen: '1' }],
    ['to', { type: 'signal', epoch: 1, candidate }],
    ['to', { ...signal, to: ['peer'], candidate }],
    ['epoch', { ...signal, epoch: 2 ** 53, candidate }],
    ['epoch', { ...signal, epoch: null, candidate }],
    ['either', { ...signal }],
    ['either', { ...signal, candidate, description: { type: 'offer', sdp: 'x' } }],
    ['description', { ...signal, description: null }],
    ['type', { ...signal, description: { type: 'rollback', sdp: '' } }],
    ['type', { ...signal, description: { type: 'pranswer', sdp: 'x' } }],
    ['sdp', { ...signal, description: { type: 'offer' } }],
    ['sdp', { ...signal, description: { type: 'offer', sdp: '' } }],
    ['candidate', { ...signal, candidate: 'candidate:1' }],
    ['candidate', { ...signal, candidate: [] }],
    ['candidate', { ...signal, candidate: { ...candidate, candidate: 'x'.repeat(2049) } }],
    ['sdpMLineIndex', { ...signal, candidate: { ...candidate, sdpMLineIndex: 65_536 } }],
    ['sdpMid', { ...signal, candidate: { ...candidate, sdpMid: 0 } }],
    ['microphone', { type: 'media', microphone: 1, camera: true }],
  ])('has a bad field, which the detail names: %s of %j', (field, value) => {
    const parsed = parse(value)
    expect(parsed).toMatchObject({ ok: false, fault: 'bad_field' })
    expect(parsed.ok ? '' : parsed.detail).toContain(field)
  })

  it('does not take fields from a prototype', () => {
    expect(parseClientMessage('{"type":"renew","__proto__":{"kitToken":"x"}}')).toMatchObject({ fault: 'bad_field' })
  })

  it('is refused with lone surrogates, which no UTF-8 can carry', () => {
    expect(parseClientMessage('{"type":"renew","kitToken":"\\ud800"}')).toMatchObject({ fault: 'bad_field' })
  })

  it('never quotes a value in its detail', () => {
    const parsed = parse({ type: 'hello', kitToken: { secret: 'hunter2' } })
    expect(JSON.stringify(parsed)).not.toContain('hunter2')
  })
})

const description = (length: number) => ({ ...signal, description: { type: 'offer', sdp: 'x'.repeat(length) } })

describe('the size', () => {
  it('of a message is at most 16 KiB', () => {
    const frame = '{"type":"leave","x":""}'.length
    const leave = (length: number) => parse({ type: 'leave', x: 'x'.repeat(length - frame) })
    expect(leave(wireLimits.messageBytes).ok).toBe(true)
    expect(leave(wireLimits.messageBytes + 1)).toMatchObject({ fault: 'too_large' })
  })

  it('of a session description is at most 64 KiB', () => {
    expect(parse(description(wireLimits.sdpBytes)).ok).toBe(true)
    expect(parse(description(wireLimits.sdpBytes + 1))).toMatchObject({ fault: 'bad_field' })
    expect(parse(description(wireLimits.frameBytes))).toMatchObject({ fault: 'too_large' })
  })

  it('counts bytes of UTF-8', () => {
    expect(parse({ type: 'leave', x: 'é'.repeat(8200) })).toMatchObject({ fault: 'too_large' })
    expect(parse({ type: 'leave', x: '€'.repeat(5000) }).ok).toBe(true)
  })

  it('cannot be had by calling something a description', () => {
    expect(parse({ type: 'leave', description: 'x'.repeat(17_000) })).toMatchObject({ fault: 'too_large' })
    expect(parse({ ...signal, candidate, x: 'x'.repeat(17_000) })).toMatchObject({ fault: 'too_large' })
  })
})

it('reading never throws, and reads what it accepts the same way again', () => {
  const messageLike = fc.record(
    {
      type: fc.constantFrom('hello', 'renew', 'signal', 'media', 'leave', 'ping', 'x'),
      kitToken: fc.oneof(fc.string(), fc.anything()),
      to: fc.oneof(fc.string(), fc.anything()),
      epoch: fc.oneof(fc.nat(), fc.anything()),
      candidate: fc.oneof(fc.constant(candidate), fc.anything()),
      description: fc.anything(),
      microphone: fc.oneof(fc.boolean(), fc.anything()),
      camera: fc.oneof(fc.boolean(), fc.anything()),
      seen: fc.oneof(fc.nat(), fc.anything()),
    },
    { requiredKeys: ['type'] },
  )
  fc.assert(
    fc.property(fc.oneof(messageLike.map(safeJson), fc.string(), fc.json()), (text) => {
      const parsed = parseClientMessage(text)
      if (parsed.ok) expect(parse(parsed.message)).toEqual(parsed)
    }),
    { numRuns: 1000 },
  )
})

function safeJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner))
}
