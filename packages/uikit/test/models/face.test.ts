import { describe, expect, it } from 'vitest'
import { hueOf, hues, initialsOf } from '../../src/models/face.ts'

describe('initials', () => {
  it.each([
    ['Ada Lovelace', 'AL'],
    ['ada', 'A'],
    ['  Jean  van der Berg ', 'JB'],
    ['林 美咲', '林美'],
    ['👩‍🚀 Sally', '👩‍🚀S'],
    ['', ''],
  ])('of "%s" are "%s"', (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })
})

describe('the colour of a person', () => {
  it('is the same for the same person, and one of six', () => {
    const seen = new Set(Array.from({ length: 60 }, (_, index) => hueOf(`user-${index}`)))
    expect(hueOf('ada')).toBe(hueOf('ada'))
    expect([...seen].sort((one, other) => one - other)).toEqual(Array.from({ length: hues }, (_, index) => index))
  })
})
