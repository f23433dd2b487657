// `roompass rooms`: who is inside on a running server, and sending out and muting. To keep somebody out is `roompass revoke`.
import { readArguments } from '../arguments.ts'
import { UsageError } from '../failures.ts'
import { findServer, serverOptions } from '../operator/server.ts'
import { showMoment } from '../operator/times.ts'
import { runVerb } from '../operator/verbs.ts'
import { table } from '../table.ts'
import { note, printable, say, sayJson } from '../terminal.ts'

interface Person {
  readonly userId: string
  readonly userName: string
  readonly publish: boolean
  readonly muted: boolean
  readonly connected: boolean
  /** Unix seconds, this and the next. */
  readonly joinedAt: number
  readonly expiresAt: number
  readonly tid: string
}

interface Room {
  readonly roomId: string
  readonly node: string | null
  readonly people: readonly Person[]
}

interface Rooms {
  readonly rooms: readonly Room[]
  /** Nodes that did not answer. */
  readonly silent: readonly string[]
}

export async function runRooms(args: readonly string[]): Promise<void> {
  await runVerb('rooms', { list, remove: change('remove'), mute: change('mute'), unmute: change('unmute') }, args)
}

async function list(args: readonly string[]): Promise<void> {
  const { values } = readArguments(args, { ...serverOptions, room: { type: 'string' } })
  const { rooms, silent } = await (await findServer(values)).json<Rooms>('/v1/rooms')
  const asked = rooms.filter(({ roomId }) => values.room === undefined || roomId === values.room)
  if (values.json === true) return sayJson({ rooms: asked, silent })
  if (asked.length === 0) note(values.room === undefined ? 'Nobody is inside.' : 'Nobody is inside there.')
  else say(describe(asked, values.utc ?? false))
  if (silent.length > 0) note(`What is on these nodes is missing, they did not answer: ${printable(silent.join(', '))}`)
}

function describe(rooms: readonly Room[], utc: boolean): string {
  const several = rooms.some(({ node }) => node !== null)
  return table([
    ['ROOM', 'USER', 'NAME', 'STATE', 'CAME', 'UNTIL', 'TOKEN', ...(several ? ['NODE'] : [])],
    ...rooms.flatMap(({ roomId, node, people }) =>
      people.map((person) => [
        printable(roomId),
        printable(person.userId),
        printable(person.userName) || '-',
        stateOf(person),
        showMoment(person.joinedAt * 1000, utc),
        showMoment(person.expiresAt * 1000, utc),
        printable(person.tid),
        ...(several ? [printable(node ?? '-')] : []),
      ]),
    ),
  ])
}

function stateOf({ publish, muted, connected }: Person): string {
  return (muted ? 'muted' : publish ? 'publishes' : 'watches') + (connected ? '' : ', away')
}

const done = {
  remove: 'is out. They may come back with their token: to keep them out, revoke',
  mute: 'is muted for the rest of their stay',
  unmute: 'may publish again',
} as const

function change(verb: keyof typeof done): (args: readonly string[]) => Promise<void> {
  return async (args) => {
    const { values } = readArguments(args, { ...serverOptions, room: { type: 'string' }, user: { type: 'string' } })
    const { room, user } = values
    if (room === undefined || user === undefined) throw new UsageError('who? --room and --user are needed')
    const server = await findServer(values)
    await server.ask(`/v1/rooms/people/${verb}`, { method: 'POST', body: { roomId: room, userId: user } })
    if (values.json === true) return sayJson({ ok: true, roomId: room, userId: user, done: verb })
    say(`${printable(user)} in room ${printable(room)} ${done[verb]}.`)
  }
}
