import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPageTickets } from '../../src/browser/page_tickets.ts'

const kitToken = '04AAAAsomething#eyJ1c2Vy'
const stored = (): [string, string][] => Object.entries(sessionStorage).map(([key, value]) => [key, String(value)])

beforeEach(() => sessionStorage.clear())
afterEach(() => vi.restoreAllMocks())

describe('the tickets of a page', () => {
  it('are there after a reload, for the same token alone', async () => {
    const before = createPageTickets()
    before.keep(kitToken, 'ticket')
    await before.take('another token')
    before.leave()
    const after = createPageTickets()
    await after.take(kitToken)
    await after.take('another token')
    expect(after.ticketOf(kitToken)).toBe('ticket')
    expect(after.ticketOf('another token')).toBeNull()
  })

  it('lie in no storage while the page is there: a tab that is duplicated has none (geogenesis 2043)', async () => {
    const before = createPageTickets()
    before.keep(kitToken, 'ticket')
    await before.take(kitToken)
    expect(stored()).toEqual([])
    before.leave()
    expect(stored()).toHaveLength(1)
    const after = createPageTickets()
    await after.take(kitToken)
    expect(stored()).toEqual([])
    const duplicate = createPageTickets()
    await duplicate.take(kitToken)
    expect(duplicate.ticketOf(kitToken)).toBeNull()
  })

  it('lie under a hash: the token is in no storage', async () => {
    const page = createPageTickets()
    page.keep(kitToken, 'ticket')
    await page.take(kitToken)
    page.leave()
    expect(stored()).toEqual([[expect.stringMatching(/^roompass\.ticket\.[\da-f]{64}$/), 'ticket']])
  })

  it('are gone from the storage when the browser brings the page back as it was', async () => {
    const page = createPageTickets()
    page.keep(kitToken, 'ticket')
    await page.take(kitToken)
    page.leave()
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    expect(stored()).toEqual([])
    expect(page.ticketOf(kitToken)).toBe('ticket')
  })

  it('that are newer than what an earlier page left stay', async () => {
    const before = createPageTickets()
    before.keep(kitToken, 'old')
    await before.take(kitToken)
    before.leave()
    const page = createPageTickets()
    page.keep(kitToken, 'new')
    await page.take(kitToken)
    expect(page.ticketOf(kitToken)).toBe('new')
  })

  it('do without storage where there is none, and without a hash where the page is not secure', async () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    const page = createPageTickets()
    page.keep(kitToken, 'ticket')
    await page.take(kitToken)
    page.leave()
    expect(page.ticketOf(kitToken)).toBe('ticket')

    vi.spyOn(crypto.subtle, 'digest').mockRejectedValue(new Error('not here'))
    const plain = createPageTickets()
    plain.keep(kitToken, 'ticket')
    await plain.take(kitToken)
    plain.leave()
    expect([plain.ticketOf(kitToken), stored()]).toEqual(['ticket', []])
  })
})
