import { describe, expect, it } from 'vitest'
import {
  createResumeTicket,
  holderOf,
  useAfter,
  type TokenUse,
  type UseAttempt,
} from '../../src/admission/single_use.ts'

const tid = '0123456789abcdef'.repeat(4)
const kept: TokenUse = { tid, until: 100, holder: 'last', former: 'before' }
const fresh: TokenUse = { ...kept, former: null }
const attempt = (brought: string | null): UseAttempt => ({ tid, until: 100, holder: 'new', brought })

describe('the use of a token', () => {
  it.each<[string, TokenUse | null, string | null, [string, string | null] | null]>([
    ['goes to the first who comes', null, null, ['new', null]],
    ['goes to the first, and is theirs by what they bring as well', null, 'anything', ['new', 'anything']],
    ['does not go to a second who brings nothing', kept, null, null],
    ['does not go to a second who brings something else', kept, 'other', null],
    ['goes on to whoever brings the last ticket', kept, 'last', ['new', 'last']],
    ['goes on to whoever brings the one before it, whose answer was lost', kept, 'before', ['new', 'before']],
    ['does not go by a ticket that there never was', fresh, 'null', null],
  ])('%s', (_, before, brought, expected) => {
    const after = useAfter(before, attempt(brought))
    expect(after === null ? null : [after.holder, after.former]).toEqual(expected)
  })

  it('ends with the token, whoever says otherwise later', () => {
    expect(useAfter(kept, { ...attempt('last'), until: 9999 })?.until).toBe(100)
  })
})

describe('a resume ticket', () => {
  it('is 32 random bytes', () => {
    expect(createResumeTicket((length) => new Uint8Array(length).fill(255))).toBe('_'.repeat(42) + '8')
    expect(createResumeTicket()).toMatch(/^[\w-]{43}$/)
    expect(createResumeTicket()).not.toBe(createResumeTicket())
  })

  it('is kept as a hash that is of this token alone', () => {
    expect(holderOf(tid, 'ticket')).toMatch(/^[0-9a-f]{64}$/)
    expect(holderOf(tid, 'ticket')).not.toBe(holderOf('f'.repeat(64), 'ticket'))
    expect(holderOf(tid, 'ticket')).not.toContain('ticket')
  })
})
