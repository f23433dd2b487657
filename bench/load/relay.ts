// `node bench/load/relay.ts [--people 500]`: what it costs that a room lives on another node than the one that somebody reached. Two nodes with Postgres; the
// same people in the same rooms, once by the node that holds them, once by the other, which relays what both sides say.
import { startPostgres } from '../../apps/server/test/hosts/postgres.ts'
import { sayHello } from '../../conformance/harness/raw_client.ts'
import { mintFor } from '../../conformance/harness/tokens.ts'
import { amount } from '../amounts.ts'
import { percentile } from '../faults/loader.ts'
import { atMost, exactly, report } from '../faults/report.ts'
import { openDoor, startNodes } from '../faults/sessions.ts'
import { openSite, type Node, type Site } from '../faults/site.ts'
import { openCrowd } from './crowd.ts'
import type { PeopleNews } from './people.ts'
import { beginWork, type Work } from './work.ts'

const people = amount('people', 500)
const perRoom = 5
const talk = { rooms: Math.floor(people / perRoom), perSecond: 20, seconds: 10 }

interface Outcome {
  readonly joined: Extract<PeopleNews, { now: 'joined' }>
  readonly talked: Extract<PeopleNews, { now: 'talked' }>
  /** Of each node. */
  readonly work: readonly Work[]
}

/** Rooms that live on a node, as the site says when somebody is in them. */
async function roomsOn(node: Node, { app, headers }: Site): Promise<string[]> {
  // Of two nodes each holds about half.
  const clients = await Promise.all(
    Array.from({ length: talk.rooms * 3 }, async (_, n) => {
      const client = await sayHello(node.url, mintFor(app, { userId: 'scout', roomId: `room-${n}` }))
      await client.first('welcome')
      return client
    }),
  )
  const answer = await fetch(`${node.url}/v1/rooms`, { headers })
  const { rooms }: { readonly rooms: readonly { roomId: string; node: string }[] } = await answer.json()
  await Promise.all(clients.map((client) => client.leave()))
  return rooms.flatMap((room) => (room.node === node.url ? [room.roomId] : [])).slice(0, talk.rooms)
}

/** @param by the node that all of them reach */
async function measure({ app }: Site, rooms: readonly string[], nodes: readonly Node[], by: Node): Promise<Outcome> {
  const crowd = openCrowd({ url: by.url, app, people, perRoom, rooms, perSecond: 100, talk })
  try {
    const joined = await crowd.join()
    const ends = await Promise.all(nodes.map(({ metricsUrl }) => beginWork(metricsUrl)))
    const talked = await crowd.talk()
    return { joined, talked, work: await Promise.all(ends.map((end) => end())) }
  } finally {
    crowd.end()
  }
}

const postgres = await startPostgres({ durable: true })
const limits = { socketsPerNetwork: 20_000 }
const site = await openSite({ room: openDoor, limits, database: await postgres.database() })
try {
  const nodes = await startNodes(site, 2, { ROOMPASS_METRICS_PORT: '0' })
  const [holder, other] = nodes
  if (holder === undefined || other === undefined) throw new Error('there are no two nodes')
  const rooms = await roomsOn(holder, site)
  // One after the other in the same rooms: who was there first has left by then.
  const direct = await measure(site, rooms, nodes, holder)
  const relayed = await measure(site, rooms, nodes, other)
  const costOf = ({ work, talked }: Outcome): number =>
    (work.reduce((sum, { processorSeconds }) => sum + processorSeconds, 0) * 1e6) / talked.wanted
  const lateOf = ({ work }: Outcome): number => Math.max(...work.map(({ lateMs }) => lateMs))
  report(
    'relay',
    {
      people,
      heard_per_second: relayed.talked.heardMs.length / talk.seconds,
      direct_join_p50_ms: percentile(direct.joined.joinMs, 0.5),
      direct_join_p99_ms: percentile(direct.joined.joinMs, 0.99),
      direct_heard_p50_ms: percentile(direct.talked.heardMs, 0.5),
      direct_heard_p99_ms: percentile(direct.talked.heardMs, 0.99),
      direct_processor_us: costOf(direct),
      direct_late_p99_ms: lateOf(direct),
      relayed_join_p50_ms: percentile(relayed.joined.joinMs, 0.5),
      relayed_join_p99_ms: percentile(relayed.joined.joinMs, 0.99),
      relayed_heard_p50_ms: percentile(relayed.talked.heardMs, 0.5),
      relayed_heard_p99_ms: percentile(relayed.talked.heardMs, 0.99),
      relayed_processor_us: costOf(relayed),
      relayed_late_p99_ms: lateOf(relayed),
      not_heard: [direct, relayed].reduce((sum, { talked }) => sum + talked.wanted - talked.heardMs.length, 0),
      lost_their_seat: direct.talked.failed + relayed.talked.failed,
    },
    {
      relayed_join_p99_ms: atMost(200),
      relayed_heard_p99_ms: atMost(100),
      not_heard: exactly(0),
      lost_their_seat: exactly(0),
    },
  )
} finally {
  await site.end()
  await postgres.end()
}
