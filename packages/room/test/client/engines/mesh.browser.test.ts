// The mesh in a real browser: the contract of all engines, and media that really arrives.
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { systemClock } from '../../../src/client/clock.ts'
import {
  createMeshEngine,
  type IncomingSignal,
  type MediaEngine,
  type MeshPorts,
  type TrackKind,
} from '../../../src/client/index.ts'
import { engineContract } from '../engine_contract.ts'

const stops: (() => void)[] = []
const audio = new AudioContext()
afterAll(async () => {
  for (const stop of stops) stop()
  await audio.close()
})

function tone(volume = 0.5): MediaStreamTrack {
  const oscillator = audio.createOscillator()
  const gain = audio.createGain()
  gain.gain.value = volume
  const out = audio.createMediaStreamDestination()
  oscillator.connect(gain).connect(out)
  oscillator.start()
  stops.push(() => oscillator.stop())
  return first(out.stream)
}

function picture(): MediaStreamTrack {
  const canvas = document.createElement('canvas')
  canvas.width = 160
  canvas.height = 90
  const context = canvas.getContext('2d')
  let hue = 0
  const timer = setInterval(() => {
    if (context === null) return
    context.fillStyle = `hsl(${(hue += 20)} 80% 50%)`
    context.fillRect(0, 0, 160, 90)
  }, 50)
  const track = first(canvas.captureStream(20))
  stops.push(() => {
    clearInterval(timer)
    track.stop()
  })
  return track
}

function first(stream: MediaStream): MediaStreamTrack {
  const [track] = stream.getTracks()
  if (track === undefined) throw new Error('a stream without tracks')
  return track
}

const createTrack = (kind: TrackKind): MediaStreamTrack => (kind === 'microphone' ? tone() : picture())

describe('the mesh engine', () => {
  engineContract({ createFactory: () => createMeshEngine(), createTrack, patience: 10_000 })
})

interface Person {
  readonly engine: MediaEngine
  readonly connections: RTCPeerConnection[]
  stream: MediaStream | null
  readonly speaking: Map<string, boolean>
  link: string
}

const rooms: { close(): void }[] = []
afterEach(() => {
  for (const room of rooms.splice(0)) room.close()
})

/** Two people whose signals reach each other in order. */
function createCouple(ports: Partial<MeshPorts> = {}): { ada: Person; grace: Person; lose: boolean } {
  const couple = { lose: false }
  const people = new Map<string, Person>()
  const create = (peerId: string): Person => {
    const connections: RTCPeerConnection[] = []
    const person: Person = {
      connections,
      stream: null,
      speaking: new Map(),
      link: 'connecting',
      engine: createMeshEngine({
        ports: {
          ...ports,
          createPeerConnection(configuration) {
            const pc = new RTCPeerConnection(configuration)
            connections.push(pc)
            return pc
          },
        },
      })({
        selfPeerId: peerId,
        canPublish: true,
        iceServers: [],
        clock: systemClock,
        send({ to, ...rest }) {
          const signal: IncomingSignal = { ...rest, from: peerId }
          if (!couple.lose) setTimeout(() => people.get(to)?.engine.receive(signal), 0)
        },
        onStream(_, stream) {
          person.stream = stream
        },
        onSpeaking: (who, speaking) => void person.speaking.set(who, speaking),
        onLink(_, link) {
          person.link = link
        },
      }),
    }
    people.set(peerId, person)
    rooms.push(person.engine)
    return person
  }
  return Object.assign(couple, { ada: create('ada'), grace: create('grace') })
}

function meet({ ada, grace }: { ada: Person; grace: Person }): Promise<void> {
  ada.engine.addPeer('grace', 'waits')
  grace.engine.addPeer('ada', 'offers')
  return within(() => expect([ada.link, grace.link]).toEqual(['connected', 'connected']))
}

const within = (check: () => void, timeout = 10_000): Promise<void> => vi.waitFor(check, { timeout, interval: 20 })

/** Frames decoded so far, over all connections. */
async function framesOf({ connections }: Person): Promise<number> {
  let frames = 0
  for (const pc of connections) {
    if (pc.connectionState === 'closed') continue
    for (const report of (await pc.getStats()).values()) {
      if (report.type === 'inbound-rtp' && report.kind === 'video') frames += report.framesDecoded ?? 0
    }
  }
  return frames
}

async function moreFrames(person: Person): Promise<void> {
  const before = await framesOf(person)
  await vi.waitFor(async () => expect(await framesOf(person)).toBeGreaterThan(before), {
    timeout: 10_000,
    interval: 50,
  })
}

describe('media between two people', () => {
  it('is seen: frames are decoded on both sides', async () => {
    const couple = createCouple()
    couple.ada.engine.setTrack('camera', picture())
    couple.grace.engine.setTrack('camera', picture())
    await meet(couple)
    expect(couple.ada.stream?.getTracks().map(({ kind }) => kind)).toEqual(['audio', 'video'])
    const video = document.createElement('video')
    video.muted = true
    video.srcObject = couple.ada.stream
    await video.play()
    await moreFrames(couple.ada)
    await moreFrames(couple.grace)
    video.srcObject = null
  })

  it('begins without negotiation when a camera is turned on later, and stops when it is turned off', async () => {
    const couple = createCouple()
    await meet(couple)
    couple.ada.engine.setTrack('camera', picture())
    await moreFrames(couple.grace)
    couple.ada.engine.setTrack('camera', null)
    await new Promise((resolve) => setTimeout(resolve, 300))
    const before = await framesOf(couple.grace)
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(await framesOf(couple.grace)).toBe(before)
  })

  it('is heard: whoever makes a sound is speaking, for both, until silence', async () => {
    const couple = createCouple()
    couple.ada.engine.setTrack('microphone', tone())
    await meet(couple)
    const sound = document.createElement('audio')
    sound.srcObject = couple.grace.stream
    sound.muted = true
    await sound.play()
    await within(() => expect(couple.grace.speaking.get('ada')).toBe(true))
    await within(() => expect(couple.ada.speaking.get('ada')).toBe(true))
    expect(couple.ada.speaking.get('grace')).toBeUndefined()
    couple.ada.engine.setTrack('microphone', null)
    await within(() => expect(couple.grace.speaking.get('ada')).toBe(false))
    await within(() => expect(couple.ada.speaking.get('ada')).toBe(false))
    sound.srcObject = null
  })

  it('is limited by the size of the room', async () => {
    const couple = createCouple()
    couple.ada.engine.setTrack('camera', picture())
    await meet(couple)
    const limits = (): (number | undefined)[] =>
      couple.ada.connections.flatMap((pc) =>
        pc
          .getSenders()
          .filter(({ track }) => track?.kind === 'video')
          .map((sender) => sender.getParameters().encodings[0]?.maxBitrate),
      )
    await within(() => expect(limits()).toEqual([1_200_000]))
    couple.ada.engine.addPeer('alan', 'waits')
    await within(() => expect(limits()).toEqual([600_000]))
    couple.ada.engine.removePeer('alan')
    await within(() => expect(limits()).toEqual([1_200_000]))
  })

  it('comes back on a new connection after the old one is dead', async () => {
    const couple = createCouple()
    couple.ada.engine.setTrack('camera', picture())
    await meet(couple)
    couple.grace.engine.restartLinks()
    await within(() => expect(couple.grace.connections).toHaveLength(2))
    await within(() => expect([couple.ada.link, couple.grace.link]).toEqual(['connected', 'connected']))
    expect(couple.grace.connections[0]?.connectionState).toBe('closed')
    expect(couple.grace.stream?.getVideoTracks()[0]?.readyState).toBe('live')
    await moreFrames(couple.grace)
  })

  it('survives an ICE restart of both sides at once on the same connections', async () => {
    const couple = createCouple()
    couple.ada.engine.setTrack('camera', picture())
    await meet(couple)
    couple.ada.connections[0]?.restartIce()
    couple.grace.connections[0]?.restartIce()
    await new Promise((resolve) => setTimeout(resolve, 1000))
    await moreFrames(couple.grace)
    expect([couple.ada.connections.length, couple.grace.connections.length]).toEqual([1, 1])
    expect(couple.ada.connections[0]?.signalingState).toBe('stable')
    expect(couple.ada.connections[0]?.getTransceivers()).toHaveLength(2)
    expect(couple.grace.connections[0]?.getTransceivers()).toHaveLength(2)
  })

  it('has each medium once after both sides made the first offer', async () => {
    const couple = createCouple()
    couple.ada.engine.addPeer('grace', 'offers')
    couple.grace.engine.addPeer('ada', 'offers')
    await within(() => expect([couple.ada.link, couple.grace.link]).toEqual(['connected', 'connected']))
    for (const { connections } of [couple.ada, couple.grace]) {
      expect(connections.at(-1)?.getTransceivers()).toHaveLength(2)
      expect(connections.filter(({ connectionState }) => connectionState !== 'closed')).toHaveLength(1)
    }
  })
})
