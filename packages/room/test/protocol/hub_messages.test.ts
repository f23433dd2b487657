// What a client accepts from the hub.
import { describe, expect, it } from 'vitest'
import { parseHubMessage } from '../../src/protocol/index.ts'

const parse = (value: unknown) => parseHubMessage(JSON.stringify(value))
const person = {
  peerId: 'p',
  userId: 'ada',
  userName: '',
  publish: true,
  microphone: false,
  camera: true,
  joinedAt: 1_800_000_000,
}
const welcome = {
  type: 'welcome',
  self: person,
  roomId: 'lobby',
  people: [{ ...person, peerId: 'q' }],
  grant: { publish: true },
  expiresAt: 1_800_003_600,
  serverTime: 1_800_000_000,
  ticket: 'p.secret',
  resumed: false,
  heard: 0,
  iceServers: [
    { urls: 'stun:stun.example' },
    { urls: ['turn:a.example', 'turns:b.example'], username: 'u', credential: 'c' },
  ],
  limits: { maxPeople: 6, heartbeatSeconds: 15 },
}
const refused = { type: 'refused', of: 'signal', code: 'no_such_peer', message: '' }

describe('a message from the hub', () => {
  it.each([
    welcome,
    { type: 'joined', person },
    { type: 'left', peerId: 'p', reason: 'lost' },
    { type: 'left', peerId: 'p', reason: 'token_expired' },
    { type: 'media', peerId: 'p', microphone: true, camera: false, publish: true },
    { type: 'signal', from: 'p', epoch: 1, seq: 1, candidate: null },
    { type: 'signal', from: 'p', epoch: 1, seq: 2, description: { type: 'answer', sdp: 'v=0' } },
    { type: 'renewed', expiresAt: 1, grant: { publish: false } },
    { type: 'renewed', expiresAt: 1, grant: { publish: false }, useTicket: 'use' },
    { ...welcome, useTicket: 'use' },
    { type: 'granted', grant: { publish: false } },
    refused,
    { ...refused, peerId: 'p' },
    { ...refused, of: 'renew', code: 'token_invalid' },
    { type: 'expiring', expiresAt: 1 },
    { type: 'pong' },
  ])('is read as it was written: %j', (message) => {
    expect(parse(message)).toEqual({ ok: true, message })
  })

  it('of a newer hub is told apart from a broken one, so that a client can skip it', () => {
    expect(parse({ type: 'chat', text: 'hi' })).toMatchObject({ ok: false, fault: 'unknown_type' })
    expect(parse({ ...refused, code: 'too_happy' })).toMatchObject({ ok: true, message: { code: 'other' } })
    expect(parse({ type: 'left', peerId: 'p', reason: 'bored' })).toMatchObject({
      ok: true,
      message: { reason: 'lost' },
    })
    expect(parse({ ...welcome, lobby: true })).toEqual({ ok: true, message: welcome })
  })

  it.each([
    ['useTicket', { ...welcome, useTicket: null }],
    ['self', { ...welcome, self: null }],
    ['people', { ...welcome, people: {} }],
    ['people', { ...welcome, people: [null] }],
    ['userId', { ...welcome, people: [{ ...person, userId: 7 }] }],
    ['userName', { type: 'joined', person: { ...person, userName: 'x'.repeat(257) } }],
    ['grant', { ...welcome, grant: true }],
    ['ticket', { ...welcome, ticket: '' }],
    ['urls', { ...welcome, iceServers: [{ urls: 7 }] }],
    ['url', { ...welcome, iceServers: [{ urls: [7] }] }],
    ['iceServers', { ...welcome, iceServers: Array.from({ length: 65 }, () => ({ urls: 'stun:x' })) }],
    ['limits', { ...welcome, limits: [] }],
    ['publish', { type: 'media', peerId: 'p', microphone: true, camera: false }],
    ['seq', { type: 'signal', from: 'p', epoch: 1, candidate: null }],
    ['of', { ...refused, of: 'hello' }],
  ])('is refused for a bad %s', (field, value) => {
    const parsed = parse(value)
    expect(parsed).toMatchObject({ ok: false, fault: 'bad_field' })
    expect(parsed.ok ? '' : parsed.detail).toContain(field)
  })

  it('is refused above 1 MiB', () => {
    expect(parseHubMessage('x'.repeat(1024 * 1024 + 1))).toMatchObject({ ok: false, fault: 'too_large' })
  })
})
