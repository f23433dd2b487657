// What mint writes is read by a pattern, everything else by the scanner: nobody may be able to tell where one ends and the other begins.
import { describe, expect, it } from 'vitest'
import { readPayload } from '../src/payload.ts'
import { codeOf } from './refusal.ts'

const ours = (room: string): string => `{"room_id":"${room}","privilege":{"1":1,"2":0},"stream_id_list":null}`

describe('a proven payload in our own spelling', () => {
  it('is read from its first character to its last', () => {
    const whole = ours('lobby')
    expect(readPayload(whole, true, 'own')).toEqual({
      roomId: 'lobby',
      grant: { join: true, publish: false, streamIds: null },
    })
    for (const text of [
      `x${whole}`,
      `[${whole}`,
      `${whole}x`,
      `${whole}}`,
      `${whole},`,
      `${whole}${whole}`,
      `[${whole}]`,
    ]) {
      expect(codeOf(() => readPayload(text, true, 'own'))).toBe('payload_invalid')
    }
  })

  it.each(['#', '\\\\', ' ', 'é', 'r'.repeat(129)])('names no room outside the set: %s', (room) => {
    expect(codeOf(() => readPayload(ours(room), true, 'own'))).toBe('room_id_invalid')
  })

  it('may name the longest and the shortest room', () => {
    for (const room of ['r', 'r'.repeat(128)]) expect(readPayload(ours(room), true, 'own').roomId).toBe(room)
  })
})
