import { describe, expect, it } from 'vitest'
import { createAnnouncer } from '../../src/models/announcer.ts'
import { english } from '../../src/models/messages.ts'
import { createFakeTime } from '../fakes/time.ts'

function setUp() {
  const time = createFakeTime()
  return { time, announcer: createAnnouncer(english, time.later) }
}

describe('the announcer', () => {
  it('says who joined, after a moment in which others may come', () => {
    const { time, announcer } = setUp()
    announcer.joined('Grace')
    expect(announcer.line.value).toBe('')
    time.pass(600)
    expect(announcer.line.value).toBe('Grace joined')
  })

  it('has a word for someone without a name', () => {
    const { time, announcer } = setUp()
    announcer.joined('')
    time.pass(600)
    expect(announcer.line.value).toBe('Guest joined')
  })

  it('makes one line of several people', () => {
    const { time, announcer } = setUp()
    announcer.joined('Grace')
    announcer.joined('Ada')
    time.pass(600)
    expect(announcer.line.value).toBe('Grace and Ada joined')
    for (const name of ['Ann', 'Bo', 'Cy']) announcer.joined(name)
    announcer.left('Grace')
    time.pass(600)
    expect(announcer.line.value).toBe('3 people joined. Grace left')
  })

  it('falls silent after four seconds, counted from the last line', () => {
    const { time, announcer } = setUp()
    announcer.say('one')
    time.pass(3000)
    announcer.say('two')
    time.pass(3000)
    expect(announcer.line.value).toBe('two')
    time.pass(1000)
    expect(announcer.line.value).toBe('')
  })

  it('leaves no timer behind when it stops', () => {
    const { time, announcer } = setUp()
    announcer.say('one')
    announcer.joined('Grace')
    announcer.stop()
    expect(time.waiting).toBe(0)
    expect(announcer.line.value).toBe('')
  })
})
