// `node bench/load/rooms.ts [--people 5000]`: so many people join rooms of five, two hundred a second, by one process with SQLite; how long that takes, what each of
// them costs in memory, and how long it takes until the others of a hundred rooms have heard what is said there, twenty times a second. People and
// server share the machine: how late each of them is itself, and the processor time of the server, stand beside what people see.
import { setTimeout as pause } from 'node:timers/promises'
import { amount } from '../amounts.ts'
import { percentile } from '../faults/loader.ts'
import { atMost, exactly, report } from '../faults/report.ts'
import { memoryOf, startServed } from '../faults/served.ts'
import { openCrowd } from './crowd.ts'
import { beginWork } from './work.ts'

const people = amount('people', 5000)
const perRoom = 5
const talk = { rooms: Math.min(100, Math.floor(people / perRoom)), perSecond: 20, seconds: 15 }
/** All of them come from one address. */
const room = { maxConnections: 20_000, maxConnectionsPerNetwork: 20_000, maxWaitingPerNetwork: 20_000 }
const limits = { socketsPerNetwork: 20_000 }

const served = await startServed({ room, limits, metrics: { port: 0 } })
const crowd = openCrowd({ url: served.url, app: served.app, people, perRoom, perSecond: 200, talk })

try {
  const before = await memoryOf(served.pid)
  const endJoining = await beginWork(served.metricsUrl)
  const joined = await crowd.join()
  const atJoining = await endJoining()
  await pause(5000)
  const after = await memoryOf(served.pid)
  const endTalking = await beginWork(served.metricsUrl)
  const talked = await crowd.talk()
  const atTalking = await endTalking()
  report(
    'rooms',
    {
      people,
      join_p50_ms: percentile(joined.joinMs, 0.5),
      join_p99_ms: percentile(joined.joinMs, 0.99),
      join_processor_us: (atJoining.processorSeconds * 1e6) / people,
      server_late_p99_ms_joining: atJoining.lateMs,
      people_late_p99_ms_joining: joined.lateMs,
      kib_of_each_idle: ((after - before) * 1024) / people,
      memory_mib: after,
      rooms_that_talk: talk.rooms,
      heard_p50_ms: percentile(talked.heardMs, 0.5),
      heard_p99_ms: percentile(talked.heardMs, 0.99),
      heard_processor_us: (atTalking.processorSeconds * 1e6) / talked.wanted,
      server_late_p99_ms_talking: atTalking.lateMs,
      people_late_p99_ms_talking: talked.lateMs,
      not_heard: talked.wanted - talked.heardMs.length,
      lost_their_seat: talked.failed,
    },
    {
      join_p99_ms: atMost(200),
      kib_of_each_idle: atMost(40),
      memory_mib: atMost(384),
      heard_p99_ms: atMost(100),
      not_heard: exactly(0),
      lost_their_seat: exactly(0),
    },
  )
} finally {
  crowd.end()
  await served.stop()
}
