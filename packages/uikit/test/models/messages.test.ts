import { describe, expect, it } from 'vitest'
import { english, fill, messagesWith } from '../../src/models/messages.ts'

describe('the texts', () => {
  it('take the page’s own words, and keep the others', () => {
    const messages = messagesWith({ join: 'Come in', ended: { room_full: { title: 'Full', text: 'Later.' } } })
    expect([messages.join, messages.leave]).toEqual(['Come in', english.leave])
    expect(messages.ended.room_full.title).toBe('Full')
    expect(messages.ended.removed).toBe(english.ended.removed)
  })

  it('fill in values as they are, and leave unknown places alone', () => {
    expect(fill('{name} joined {room}', { name: '<b>{room}</b>' })).toBe('<b>{room}</b> joined {room}')
  })
})
