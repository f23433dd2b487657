// Which nodes there are: each one announces itself in the store every two seconds and reads who else does. A hint wakes it when somebody comes or goes.
import type { Bus } from '../bus/bus.ts'
import type { Log } from '../log.ts'
import { createRounds, systemTicker, type Ticker } from '../bus/rounds.ts'
import type { NodeSelf, SeenNode, Store } from '../store/store.ts'
import { homeAmong } from './homes.ts'
import { understand } from './versions.ts'

/** Where nodes say that they live, and learn who else does. */
export type NodeMembers = Pick<Store, 'announceNode' | 'seenNodes' | 'forgetNode'>

export interface MembershipParts {
  readonly self: NodeSelf
  readonly appId: number
  readonly store: NodeMembers
  readonly bus: Pick<Bus, 'listen' | 'hint'>
  readonly log: Log
  /** Default: the system's. */
  readonly ticker?: Ticker
}

export interface Membership {
  /** URLs of the nodes that live, this one among them once it has begun. */
  readonly nodes: readonly string[]
  /** The same, with the versions that they speak. */
  readonly known: readonly Pick<NodeSelf, 'url' | 'speaks'>[]
  /** The newest version of a node that lives; of another one, that of this node. */
  spokenBy(url: string): number
  /** The node that a room lives on; this one's URL where it is here. */
  homeOf(roomId: string): string
  /** Whether a room lives here. */
  isHere(roomId: string): boolean
  /** From now on the others may send people here: this node listens. */
  begin(): Promise<void>
  /** Somebody could not reach a node: when it has missed a heartbeat as well, it is taken for dead. */
  doubt(url: string): void
  /** Calls back after each round since it has begun, when this node may have learned something. */
  follow(learned: () => void): void
  /** The others are told at once that this node goes; what it knows of them it goes on learning. */
  leave(): Promise<void>
  close(): void
}

/** Milliseconds: between two heartbeats, how old the last one of a node that lives may be, and of one that somebody could not reach. */
const beatEvery = 2000
const deadAfter = 7000
const deadWhenDoubted = 3000
/** How long the last view counts of a node that cannot read the store: after that it lets nobody in anyway (revocation/watcher.ts). */
const staleAfter = 15_000

/** Reads who is there. @throws StoreUnavailable when that fails */
export async function joinNodes(parts: MembershipParts): Promise<Membership> {
  const { self, appId, store, bus, log, ticker = systemTicker } = parts
  let nodes: readonly string[] = []
  let seen: readonly SeenNode[] = []
  let state: 'looking' | 'here' | 'gone' = 'looking'
  let announced = false
  let [confirmedAt, watchedSince] = [ticker.now(), ticker.now()]
  const followers: (() => void)[] = []

  /** Nodes that were said to be left out: which run of each. */
  const strangers = new Map<string, string>()
  let announcing: Promise<void> = Promise.resolve()

  const look = async (): Promise<void> => {
    const at = ticker.now()
    const others = await store.seenNodes()
    if (state === 'here') await announce(others)
    // After a silence of the store all look dead: those who live get the time to say so.
    if (at - confirmedAt > deadAfter) watchedSince = at
    confirmedAt = at
    take(others, at - watchedSince < deadAfter)
    // Before it has begun nobody is sent here, and nobody who is here is sent away.
    if (state !== 'looking') for (const learned of followers) learned()
  }
  const announce = async (others: readonly SeenNode[]): Promise<void> => {
    const twin =
      announced && others.some(({ url, id, ageMs }) => url === self.url && id !== self.id && ageMs < beatEvery)
    if (twin) log.error('node_url_taken', { url: self.url })
    const kept = store.announceNode(self)
    announcing = Promise.allSettled([announcing, kept]).then(() => undefined)
    await kept
    if (!announced) bus.hint('nodes')
    announced = true
  }
  const take = (found: readonly SeenNode[], patient: boolean): void => {
    seen = found
    for (const url of strangers.keys()) if (!found.some((node) => node.url === url)) strangers.delete(url)
    const lives = ({ url, ageMs }: SeenNode): boolean => ageMs <= deadAfter || (patient && nodes.includes(url))
    const others = found.filter((node) => node.url !== self.url && lives(node) && isUnderstood(node))
    const now = [...others.map(({ url }) => url), ...(announced && state === 'here' ? [self.url] : [])].toSorted()
    const changed = now.join(' ') !== nodes.join(' ')
    nodes = now
    if (changed) log.info('nodes_changed', { nodes: now.length })
  }

  /** Whoever is left out holds rooms of their own, whose people do not meet those of the others. */
  const isUnderstood = ({ url, id, speaks }: SeenNode): boolean => {
    const understood = understand(self.speaks, speaks)
    if (!understood && strangers.get(url) !== id) log.error('node_version_apart', { node: url, speaks })
    if (understood) strangers.delete(url)
    else strangers.set(url, id)
    return understood
  }

  const rounds = createRounds(look, beatEvery, ticker, (answers) =>
    answers ? log.info('nodes_known') : log.error('nodes_unknown'),
  )
  const deafen = bus.listen((topic) => {
    if (topic === 'nodes') rounds.wake()
  })
  const close = (): void => {
    rounds.close()
    deafen()
  }
  try {
    await rounds.begin()
  } catch (error) {
    close()
    throw error
  }

  const homeOf = (roomId: string): string => {
    const current = ticker.now() - confirmedAt <= staleAfter
    return (current ? homeAmong(nodes, appId, roomId) : null) ?? self.url
  }
  const forget = async (url: string, id: string, olderThanMs: number): Promise<void> => {
    if (!(await store.forgetNode({ url, id, olderThanMs }))) return
    bus.hint('nodes')
    rounds.wake()
  }

  const spokenBy = (url: string): number => seen.find((one) => one.url === url)?.speaks ?? self.speaks

  return {
    get nodes() {
      return nodes
    },
    get known() {
      return nodes.map((url) => ({ url, speaks: spokenBy(url) }))
    },
    spokenBy,
    homeOf,
    isHere: (roomId) => homeOf(roomId) === self.url,
    async begin() {
      state = 'here'
      // A store that does not answer now is asked again by the next round.
      await look().catch(() => undefined)
    },
    doubt(url) {
      const node = seen.find((one) => one.url === url)
      if (node !== undefined) forget(url, node.id, deadWhenDoubted).catch(() => undefined)
    },
    follow: (learned) => void followers.push(learned),
    async leave() {
      state = 'gone'
      // An announcement that is under way would come after the farewell, and bring people to a door that is closed.
      await announcing
      await forget(self.url, self.id, 0).catch(() => undefined)
    },
    close,
  }
}
