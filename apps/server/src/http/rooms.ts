// Who is inside at this moment, and what an operator does about it (spec/http-api.md section 6). To keep somebody out is a revocation.
import * as v from 'valibot'
import type { LiveRooms } from '../nodes/live_rooms.ts'
import type { LivePerson, RoomPerson } from '../nodes/local_rooms.ts'
import { empty, type HttpAnswer } from '../transport/message.ts'
import { problem } from './problems.ts'
import { route, type Route } from './route.ts'
import { roomIdField, time, userIdField } from './words.ts'

export interface RoomRouteParts {
  readonly rooms: LiveRooms
}

const person = v.object({
  userId: v.string(),
  userName: v.string(),
  publish: v.pipe(v.boolean(), v.description('Whether sound and picture may be sent at this moment.')),
  muted: v.pipe(v.boolean(), v.description('Whether an operator took that right away for this stay.')),
  connected: v.pipe(v.boolean(), v.description('False while a seat is kept for somebody who lost the connection.')),
  joinedAt: time,
  expiresAt: time,
  tid: v.pipe(v.string(), v.description('How the ID of their token begins.')),
  kid: v.nullable(v.string()),
})

const live = v.object({
  roomId: v.string(),
  node: v.pipe(v.nullable(v.string()), v.description('The URL of its node; null where there is one process alone.')),
  people: v.array(person),
})

export function roomRoutes({ rooms }: RoomRouteParts): Route[] {
  const base = { access: 'rooms' } as const
  return [
    route({
      ...base,
      method: 'GET',
      path: '/v1/rooms',
      id: 'listRooms',
      summary: 'Rooms with somebody in them, on every node',
      success: {
        status: 200,
        description: 'The rooms, and the nodes that did not answer: what is on them is missing.',
        body: v.object({ rooms: v.array(live), silent: v.array(v.string()) }),
      },
      async answer() {
        const now = await rooms.list()
        return {
          rooms: now.rooms.map(({ roomId, node, people }) => ({ roomId, node, people: people.map(show) })),
          silent: [...now.silent],
        }
      },
    }),
    ...deedsOn(rooms).flatMap(onPerson),
  ]
}

/** What is done to somebody who is inside. */
interface Deed {
  readonly verb: string
  readonly summary: string
  readonly description?: string
  readonly done: string
  /** @returns whether it was done */
  readonly run: (who: RoomPerson, actor: string) => Promise<boolean>
}

function deedsOn(rooms: LiveRooms): readonly Deed[] {
  return [
    {
      verb: 'remove',
      summary: 'Ends somebody’s stay',
      description: 'They may come back with their token. To keep them out, revoke `user_in_room`.',
      done: 'They are out.',
      run: (who, actor) => rooms.remove(who, actor),
    },
    {
      verb: 'mute',
      summary: 'Takes the right to publish for the rest of a stay',
      done: 'They are muted.',
      run: (who, actor) => rooms.mute(who, true, actor),
    },
    {
      verb: 'unmute',
      summary: 'Gives that right back',
      done: 'They are not muted any more.',
      run: (who, actor) => rooms.mute(who, false, actor),
    },
  ]
}

/** Who is meant stands in the body, or in the path, where clients and proxies make something else of the IDs `.` and `..`, and some of `%2F`. */
function onPerson({ verb, summary, description, done, run }: Deed): Route[] {
  const who = v.strictObject({ roomId: roomIdField, userId: userIdField })
  const base = {
    method: 'POST',
    access: 'rooms',
    summary,
    success: { status: 204, description: done },
    problems: ['person_not_found'],
  } as const
  const told = description === undefined ? '' : `${description} `
  const answer = async (one: RoomPerson, actor: string, requestId: string): Promise<HttpAnswer> =>
    (await run(one, actor)) ? empty(204) : problem('person_not_found', requestId)
  return [
    route({
      ...base,
      path: `/v1/rooms/people/${verb}`,
      id: `${verb}Person`,
      description: `${told}For every room and user that there can be.`,
      body: who,
      answer: ({ body, actor, info }) => answer(body, actor, info.requestId),
    }),
    route({
      ...base,
      path: `/v1/rooms/{roomId}/people/{userId}/${verb}`,
      id: `${verb}PersonByPath`,
      description: `${told}Not for the IDs \`.\` and \`..\`, which no path can hold.`,
      params: who,
      answer: ({ params, actor, info }) => answer(params, actor, info.requestId),
    }),
  ]
}

function show(one: LivePerson): v.InferInput<typeof person> {
  const { userId, userName, publish, muted, connected, joinedAt, expiresAt, tid, kid = null } = one
  return { userId, userName, publish, muted, connected, joinedAt, expiresAt, tid, kid }
}
