// Whole clients in a real browser, with a hub in the page: people meet, and media outlives the connection to the room.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createMeshEngine, createRoomClient, type RoomClient } from '../../src/client/index.ts'
import { createNetwork, type Network } from './network.ts'

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

function picture(): MediaStreamTrack {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  let hue = 0
  const timer = setInterval(() => {
    if (context === null) return
    context.fillStyle = `hsl(${(hue += 20)} 80% 50%)`
    context.fillRect(0, 0, canvas.width, canvas.height)
  }, 50)
  const [track] = canvas.captureStream(20).getTracks()
  if (track === undefined) throw new Error('a canvas without a track')
  stops.push(() => {
    clearInterval(timer)
    track.stop()
  })
  return track
}

interface Visitor {
  readonly client: RoomClient
  readonly connections: RTCPeerConnection[]
}

function createVisitor(network: Network, userId: string, publish = true): Visitor {
  const connections: RTCPeerConnection[] = []
  const client = createRoomClient({
    kitToken: network.house.token({ userId, publish }),
    serverUrl: 'http://room.test',
    webSocket: network.webSocket,
    engine: createMeshEngine({
      ports: {
        createPeerConnection(configuration) {
          const pc = new RTCPeerConnection(configuration)
          connections.push(pc)
          return pc
        },
      },
    }),
  })
  stops.push(() => void client.leave())
  return { client, connections }
}

const within = (check: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 10_000, interval: 20 })

async function framesOf({ connections }: Visitor): Promise<number> {
  let frames = 0
  for (const pc of connections) {
    for (const report of (await pc.getStats()).values()) {
      if (report.type === 'inbound-rtp' && report.kind === 'video') frames += report.framesDecoded ?? 0
    }
  }
  return frames
}

async function moreFrames(visitor: Visitor): Promise<void> {
  const before = await framesOf(visitor)
  await within(async () => expect(await framesOf(visitor)).toBeGreaterThan(before))
}

const connected = (client: RoomClient, others: number): Promise<void> =>
  within(() => {
    expect(client.participants.map(({ link }) => link)).toEqual(Array.from({ length: others }, () => 'connected'))
  })

describe('people in a room', () => {
  it('see each other, and one who only watches sees both and is not seen', async () => {
    const network = createNetwork()
    const ada = createVisitor(network, 'ada')
    const grace = createVisitor(network, 'grace')
    const viewer = createVisitor(network, 'viewer', false)
    ada.client.setTrack('camera', picture())
    grace.client.setTrack('camera', picture())
    viewer.client.setTrack('camera', picture())
    for (const { client } of [ada, grace, viewer]) await client.join()
    for (const { client } of [ada, grace, viewer]) await connected(client, 2)
    expect(viewer.client.participants.map(({ stream }) => stream?.getTracks().length)).toEqual([2, 2])
    expect(ada.client.participants.map(({ userId, stream }) => [userId, stream?.getTracks().length])).toEqual([
      ['grace', 2],
      ['viewer', undefined],
    ])
    expect(ada.client.self?.stream?.getVideoTracks()).toHaveLength(1)
    await moreFrames(viewer)
    await moreFrames(ada)
  })

  it('go on seeing each other while the connection to the room is restored', async () => {
    const network = createNetwork()
    const ada = createVisitor(network, 'ada')
    const grace = createVisitor(network, 'grace')
    ada.client.setTrack('camera', picture())
    await ada.client.join()
    await grace.client.join()
    await connected(grace.client, 1)
    const states: string[] = []
    grace.client.on('state', ({ name }) => states.push(name))
    network.online = false
    for (const socket of network.sockets) socket.cut()
    await moreFrames(grace)
    expect(grace.client.state.name).toBe('reconnecting')
    network.online = true
    await within(() => expect([ada.client.state.name, grace.client.state.name]).toEqual(['joined', 'joined']))
    await moreFrames(grace)
    expect([ada.connections.length, grace.connections.length]).toEqual([1, 1])
    expect(grace.client.participants[0]?.link).toBe('connected')
  })

  it('leave nothing behind', async () => {
    const network = createNetwork()
    const ada = createVisitor(network, 'ada')
    const grace = createVisitor(network, 'grace')
    const camera = picture()
    ada.client.setTrack('camera', camera)
    await ada.client.join()
    await grace.client.join()
    await connected(grace.client, 1)
    await ada.client.leave()
    await grace.client.leave()
    for (const { connections } of [ada, grace]) {
      expect(connections.map(({ connectionState }) => connectionState)).toEqual(['closed'])
    }
    // The camera is the page's, to stop or to keep.
    expect(camera.readyState).toBe('live')
  })
})
