import { closeReasons, isCloseName } from '@roompass/room/protocol'
import { describe, expect, it } from 'vitest'
import { endTexts, isEndReason, mayTryAgain, nextSteps } from '../../src/models/end_texts.ts'

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

  it('names a next step that agrees with what the protocol says of trying again', () => {
    for (const why of reasons) {
      const retry = isCloseName(why) ? closeReasons[why].retry : 'now'
      const step = nextSteps[why]
      if (retry === 'new_token') expect(step, why).toBe('new_pass')
      if (retry === 'now' || retry === 'later') expect(step, why).toBe('again')
    }
  })

  it.each([
    ['again', /try again|come back/i],
    ['reload', /reload/i],
    ['new_pass', /open your link|ask whoever invited you|check that you opened the right link|use the link/i],
    ['none', /ask (them|whoever)/i],
  ] as const)('says in its words what the step %s is', (step, words) => {
    const those = reasons.filter((why) => nextSteps[why] === step)
    expect(those.length).toBeGreaterThan(0)
    for (const why of those) expect(endTexts[why].text, why).toMatch(words)
  })

  it('offers the same pass again only where it may be taken', () => {
    expect(reasons.filter(mayTryAgain).sort()).toEqual(
      [
        'already_joined',
        'going_away',
        'hello_timeout',
        'left',
        'rate_limited',
        'replaced',
        'restart',
        'room_full',
        'self',
        'slow_consumer',
        'try_later',
        'unreachable',
      ].sort(),
    )
  })
})
