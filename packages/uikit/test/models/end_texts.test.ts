import { closeReasons } from '@roompass/room/protocol'
import { describe, expect, it } from 'vitest'
import { endTexts, isEndReason, mayTryAgain } from '../../src/models/end_texts.ts'

const reasons = Object.keys(endTexts).filter(isEndReason)

describe('the texts of an end', () => {
  it('has one for every close code of the room protocol, and for the two ends that have no code', () => {
    expect(reasons.sort()).toEqual([...Object.keys(closeReasons), 'self', 'unreachable'].sort())
  })

  it.each(reasons)('says in sentences what %s means and what helps', (why) => {
    const { title, text } = endTexts[why]
    expect(title).toMatch(/^[A-Z][^.]{5,60}$/)
    expect(text).toMatch(/^[A-Z].{15,160}\.$/)
    expect(`${title} ${text}`).not.toMatch(/token|null|undefined|error|code|[a-z]_[a-z]|\d{4}/i)
  })

  it('says something of its own for every reason, but for the two names of leaving', () => {
    const titles = reasons.filter((why) => why !== 'left').map((why) => `${endTexts[why].title} ${endTexts[why].text}`)
    expect(new Set(titles).size).toBe(titles.length)
  })

  it('offers the same pass again only where it may be taken', () => {
    expect(reasons.filter(mayTryAgain).sort()).toEqual(
      [
        'already_joined',
        'bad_message',
        'going_away',
        'hello_timeout',
        'left',
        'rate_limited',
        'restart',
        'room_full',
        'self',
        'slow_consumer',
        'too_large',
        'try_later',
        'unreachable',
      ].sort(),
    )
  })
})
