// What is shown of somebody who may not send: nothing, and what came meanwhile when they may.
import { describe, expect, it } from 'vitest'
import { createParticipants } from '../../src/client/participants.ts'

const person = { peerId: 'p', userId: 'eve', userName: '', publish: true, microphone: true, camera: false, joinedAt: 1 }
const media = { type: 'media', peerId: 'p', microphone: true, camera: false } as const

function streamOf(enabled = true) {
  const track = { enabled }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of a stream the client asks for its tracks alone
  return { track, stream: { getTracks: () => [track] } as unknown as MediaStream }
}

describe('participants', () => {
  it('hear and see again what came while somebody was muted, when that is over', () => {
    const participants = createParticipants({ emit: () => undefined })
    participants.joined(person)
    participants.media({ ...media, publish: false })
    const { track, stream } = streamOf()
    participants.change('p', { stream })
    expect([participants.others[0]?.stream, track.enabled]).toEqual([null, false])
    participants.media({ ...media, publish: true })
    expect([participants.others[0]?.stream, track.enabled]).toEqual([stream, true])
  })

  it('leave the tracks of who was never muted as the page has them', () => {
    const participants = createParticipants({ emit: () => undefined })
    participants.joined(person)
    const { track, stream } = streamOf(false)
    participants.change('p', { stream })
    participants.change('p', { speaking: true })
    participants.media({ ...media, microphone: false, publish: true })
    expect([participants.others[0]?.stream, track.enabled]).toEqual([stream, false])
  })

  it('keep nothing of a stay for the next one', () => {
    const participants = createParticipants({ emit: () => undefined })
    for (const end of [() => participants.left('p'), () => participants.clear()]) {
      participants.joined(person)
      participants.change('p', streamOf())
      end()
      participants.joined(person)
      participants.media({ ...media, publish: true })
      expect(participants.others[0]?.stream).toBeNull()
    }
  })
})
