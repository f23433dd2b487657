import { describe, expect, it } from 'vitest'
import { mintToken04 } from '../src/mint.ts'
import { kitStreamIds } from '../src/stream_ids.ts'
import { verifyToken04 } from '../src/verify.ts'
import { call } from './call.ts'
import { clock, keyringOf, now } from './providers.ts'

describe('the stream IDs of the kit', () => {
  it('are those that it publishes', () => {
    expect(kitStreamIds('lobby', 'ada')).toEqual(['lobby_ada_main', 'lobby_ada_media', 'lobby_ada_screensharing'])
  })

  it('fit into a grant, however long the IDs are', () => {
    const roomId = 'r'.repeat(120)
    const streamIds = kitStreamIds(roomId, 'u'.repeat(64))
    const keys = keyringOf()
    const token = mintToken04(
      { userId: 'ada', roomId, grant: { publish: true, streamIds }, expiresIn: 60 },
      keys,
      clock,
    )
    expect(verifyToken04(token, keys, { now }).grant.streamIds).toEqual(streamIds)
  })

  it.each([
    ['a room with a dot', ['a.b', 'ada'], /^roomId/],
    ['no room', [undefined, 'ada'], /^roomId/],
    ['an empty room', ['', 'ada'], /^roomId/],
    ['a user with an @', ['lobby', 'ada@b'], /^userId/],
    ['a user that is too long', ['lobby', 'u'.repeat(121)], /^userId/],
  ])('are not made of %s', (_, args, names) => {
    expect(() => call(kitStreamIds, ...args)).toThrow(names)
    expect(() => call(kitStreamIds, ...args)).toThrow(RangeError)
  })
})
