import { describe, expect, it } from 'vitest'
import { auditEntry, tidPrefix } from '../../src/audit/entry.ts'

describe('an entry of the audit', () => {
  it('says null where nothing is known', () => {
    expect(auditEntry({ at: 1, event: 'room.left', userId: 'ada' })).toEqual({
      at: 1,
      event: 'room.left',
      actor: null,
      appId: null,
      userId: 'ada',
      roomId: null,
      tid: null,
      kid: null,
      expiresAt: null,
      reason: null,
      network: null,
    })
  })

  it('names a token by the first sixteen digits of its ID', () => {
    expect(tidPrefix('0123456789abcdef'.repeat(4))).toBe('0123456789abcdef')
  })
})
