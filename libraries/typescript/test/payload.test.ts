import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textOfPayload } from '../src/codec/own_payload.ts'
import { payloadFor } from '../src/grant.ts'
import { readPayload } from '../src/payload.ts'
import { grants, roomIds } from './arbitraries.ts'
import { codeOf } from './refusal.ts'

const everything = { join: true, publish: true, streamIds: null }
const nothing = { join: false, publish: false, streamIds: null }

describe('a payload', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(roomIds, grants, (roomId, grant) => {
        const { join = true, publish = false, streamIds } = grant
        const facts = { roomId, grant: { join, publish, streamIds: streamIds?.length ? streamIds : null } }
        const given = payloadFor(roomId, grant)
        const payload = textOfPayload(given)
        expect(JSON.parse(payload)).toEqual({
          room_id: roomId,
          privilege: { 1: join ? 1 : 0, 2: publish ? 1 : 0 },
          stream_id_list: streamIds ?? null,
        })
        for (const one of [given, payload]) {
          expect(readPayload(one, true, 'own')).toEqual(facts)
          expect(readPayload(one, false, 'own')).toEqual(facts)
        }
      }),
    )
  })

  // Ours is read by a pattern and every other by the scanner: a space leads from one to the other.
  it('means the same in our spelling and in any other', () => {
    const values = fc.tuple(
      fc.constantFrom('lobby', '', 'my room', 'r'.repeat(129)),
      fc.nat({ max: 2 }),
      fc.nat({ max: 2 }),
    )
    fc.assert(
      fc.property(values, ([room, join, publish]) => {
        const ours = `{"room_id":"${room}","privilege":{"1":${join},"2":${publish}},"stream_id_list":null}`
        const other = ours.replace('{', '{ ')
        const outcome = (payload: string): unknown => {
          let facts: unknown
          const code = codeOf(() => (facts = readPayload(payload, true, 'own')))
          return facts ?? code
        }
        expect(outcome(ours)).toEqual(outcome(other))
      }),
    )
  })

  it('restricts nothing when it is empty, and is frozen', () => {
    for (const proven of [true, false]) {
      expect(readPayload('', proven, 'own')).toEqual({ roomId: null, grant: everything })
      expect(Object.isFrozen(readPayload('', proven, 'own').grant)).toBe(true)
    }
    const { grant } = readPayload('{"stream_id_list":["s"]}', true, 'own')
    expect([Object.isFrozen(grant), Object.isFrozen(grant.streamIds)]).toEqual([true, true])
  })

  it.each<[string, string, object | string, object]>([
    ['no object', '[]', 'payload_invalid', nothing],
    ['no JSON', 'hello', 'payload_invalid', nothing],
    ['an empty object', '{}', everything, everything],
    ['white space', ' { } ', everything, everything],
    ['an unknown field', '{"a":1}', 'payload_invalid', everything],
    ['a field of an application', '{"x-a":{"b":[1]}}', everything, everything],
    ['what is nested too deep', '{"x-a":{"b":[[1]]}}', 'payload_invalid', nothing],
    ['a key twice', '{"room_id":"a","room_id":"a"}', 'payload_invalid', nothing],
    ['a key twice further inside', '{"privilege":{"1":1,"1":1}}', 'payload_invalid', nothing],
    ['half a character', '{"x-a":"\\ud800"}', 'payload_invalid', nothing],
    ['half a character in a key', '{"x-a":{"\\ud800":1}}', 'payload_invalid', nothing],
    ['half a character in a list', '{"stream_id_list":["\\ud800"]}', 'payload_invalid', nothing],
    ['room null', '{"room_id":null}', 'payload_invalid', everything],
    ['a room that is a number', '{"room_id":5}', 'payload_invalid', nothing],
    ['privileges null', '{"privilege":null}', 'payload_invalid', everything],
    ['no privileges in an object', '{"privilege":{}}', nothing, nothing],
    ['privileges in a list', '{"privilege":[]}', 'payload_invalid', nothing],
    [
      'one privilege',
      '{"privilege":{"1":1}}',
      { join: true, publish: false, streamIds: null },
      { join: true, publish: false, streamIds: null },
    ],
    [
      'a privilege of 2',
      '{"privilege":{"1":1,"2":2}}',
      'payload_invalid',
      { join: true, publish: false, streamIds: null },
    ],
    ['a privilege of true', '{"privilege":{"1":true}}', 'payload_invalid', nothing],
    [
      'a third privilege',
      '{"privilege":{"1":1,"3":1}}',
      'payload_invalid',
      { join: true, publish: false, streamIds: null },
    ],
    ['streams null', '{"stream_id_list":null}', everything, everything],
    ['no streams in a list', '{"stream_id_list":[]}', everything, everything],
    ['streams that are numbers', '{"stream_id_list":[1]}', 'payload_invalid', nothing],
    ['streams that are a text', '{"stream_id_list":"s"}', 'payload_invalid', nothing],
  ])('with %s', (_, payload, proven, bare) => {
    const outcome = codeOf(() => readPayload(payload, true, 'own'))
    expect(outcome === 'taken' ? readPayload(payload, true, 'own').grant : outcome).toEqual(proven)
    expect(readPayload(payload, false, 'own').grant).toEqual(bare)
  })

  it('has at most 1024 bytes where it is proven', () => {
    const payload = (length: number): string => `{"x-a":"${'é'.repeat((length - 10) / 2)}"}`
    expect(Buffer.byteLength(payload(1024))).toBe(1024)
    expect(codeOf(() => readPayload(payload(1024), true, 'own'))).toBe('taken')
    expect(codeOf(() => readPayload(payload(1026), true, 'own'))).toBe('payload_invalid')
    expect(codeOf(() => readPayload(payload(1026), false, 'own'))).toBe('taken')
  })

  it('names a room that can be entered where it is proven', () => {
    expect(codeOf(() => readPayload('{"room_id":"my room"}', true, 'own'))).toBe('room_id_invalid')
    expect(readPayload('{"room_id":"my room"}', false, 'own').roomId).toBe('my room')
  })

  it('is refused with half a character outside of JSON, proven or not', () => {
    for (const proven of [true, false]) {
      for (const reading of ['own', 'official'] as const) {
        expect(codeOf(() => readPayload('\ud800', proven, reading))).toBe('payload_invalid')
      }
    }
  })

  it('takes as much of a proven payload as of a bare one where official tokens are taken', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.json(), fc.string(), fc.constantFrom('{"demoPayload":""}', '{"room_id":null}')),
        (payload) => {
          fc.pre(codeOf(() => readPayload(payload, true, 'official')) !== 'room_id_invalid')
          expect(readPayload(payload, true, 'official')).toEqual(readPayload(payload, false, 'official'))
        },
      ),
    )
  })

  it('refuses a proven room that cannot be entered in every reading', () => {
    for (const reading of ['own', 'official'] as const) {
      expect(codeOf(() => readPayload('{"room_id":"my room"}', true, reading))).toBe('room_id_invalid')
    }
  })
})
