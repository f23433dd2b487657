// Several servers that really listen and share one store and one bus, as processes would.
import { onTestFinished } from 'vitest'
import { createRoompass, type Roompass } from '../../src/app.ts'
import { createLocalBus } from '../../src/bus/local_bus.ts'
import type { RoompassConfig } from '../../src/config/config.ts'
import { listen, type Listening } from '../../src/server.ts'
import { homeAmong } from '../../src/nodes/homes.ts'
import { appId } from '../config/configs.ts'
import { createCapturedLog, type CapturedLog } from '../fakes/captured_log.ts'
import { createMemoryStore, type MemoryStore } from '../fakes/memory_store.ts'
import { freePort } from '../hosts/command.ts'
import { eventually } from '../patience.ts'
import { config } from '../service.ts'

export interface Member extends Roompass {
  readonly url: string
  readonly listening: Listening
  readonly captured: CapturedLog
  readonly tokenFor: (userId: string, roomId?: string, wish?: object) => Promise<string>
  /** Ends without a word to anybody: it neither listens nor announces itself any more. */
  readonly vanish: () => Promise<void>
}

export interface Cluster {
  readonly store: MemoryStore
  readonly members: readonly Member[]
  /** @param speaks what it says of itself. Default: as it is */
  readonly start: (sections?: RoompassConfig, speaks?: number) => Promise<Member>
  /** A room that lives on this node, among those that live now. */
  readonly roomAt: (member: Pick<Member, 'url'>, but?: string) => string
  /** The first node that is not this one. */
  readonly other: (member: Pick<Member, 'url'>) => Member
}

export async function openCluster(size: number, sections: RoompassConfig = {}): Promise<Cluster> {
  const store = createMemoryStore()
  const bus = createLocalBus()
  const members: Member[] = []
  onTestFinished(() => bus.close())

  const start: Cluster['start'] = async (own = {}, speaks) => {
    const url = `http://127.0.0.1:${await freePort()}`
    const captured = createCapturedLog()
    let silent = false
    const ownStore: typeof store = {
      ...store,
      announceNode: async (node) =>
        silent ? undefined : store.announceNode({ ...node, speaks: speaks ?? node.speaks }),
      forgetNode: async (lost) => (silent ? false : store.forgetNode(lost)),
      close: async () => undefined,
    }
    const roompass = await createRoompass(
      { ...config, drain: { spread: 0 }, ...sections, ...own, node: { url, ...own.node } },
      { store: ownStore, bus: { ...bus, close: async () => undefined }, log: captured },
    )
    const listening = await listen(roompass, { port: Number(new URL(url).port) })
    const end = async (): Promise<void> => {
      await listening.close()
      await roompass.close()
    }
    onTestFinished(end)
    const member: Member = {
      ...roompass,
      url,
      listening,
      captured,
      async tokenFor(userId, roomId = 'lobby', wish = {}) {
        const headers = { 'content-type': 'application/json', cookie: `session=${userId}` }
        const body = JSON.stringify({ roomId, ...wish })
        return (await (await fetch(`${url}/v1/kit-tokens`, { method: 'POST', headers, body })).json()).kitToken
      },
      async vanish() {
        silent = true
        members.splice(members.indexOf(member), 1)
        await end()
      },
    }
    members.push(member)
    return member
  }

  for (let n = 0; n < size; n += 1) await start()
  const urls = (): string[] => members.map(({ url }) => url)
  // Every node knows of every other.
  await eventually(async () =>
    Promise.all(members.map(async ({ rooms }) => (await rooms.list()).silent.length)),
  ).toEqual(members.map(() => 0))
  return {
    store,
    members,
    start,
    roomAt({ url }, but = '') {
      for (let n = 0; ; n += 1) {
        if (homeAmong(urls(), appId, `room-${n}`) === url && `room-${n}` !== but) return `room-${n}`
      }
    },
    other: ({ url }) => members.find((member) => member.url !== url)!,
  }
}
