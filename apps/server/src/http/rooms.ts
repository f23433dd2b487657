// Who is inside at this moment, and what an operator does about it (spec/http-api.md section 6). To keep somebody out is a revocation.
import * as v from 'valibot'
import type { LiveRooms } from '../nodes/live_rooms.ts'
import type { LivePerson } from '../nodes/local_rooms.ts'
import { empty } from '../transport/message.ts'
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
  const onPerson = {
    ...base,
    method: 'POST',
    params: v.object({ roomId: roomIdField, userId: userIdField }),
    problems: ['person_not_found'],
  } as const
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
    route({
      ...onPerson,
      path: '/v1/rooms/{roomId}/people/{userId}/remove',
      id: 'removePerson',
      summary: 'Ends somebody’s stay',
      description: 'They may come back with their token. To keep them out, revoke `user_in_room`.',
      success: { status: 204, description: 'They are out.' },
      async answer({ params, actor, info }) {
        return (await rooms.remove(params, actor)) ? empty(204) : problem('person_not_found', info.requestId)
      },
    }),
    ...(['mute', 'unmute'] as const).map((verb) =>
      route({
        ...onPerson,
        path: `/v1/rooms/{roomId}/people/{userId}/${verb}`,
        id: `${verb}Person`,
        summary: verb === 'mute' ? 'Takes the right to publish for the rest of a stay' : 'Gives that right back',
        success: { status: 204, description: verb === 'mute' ? 'They are muted.' : 'They are not muted any more.' },
        async answer({ params, actor, info }) {
          const changed = await rooms.mute(params, verb === 'mute', actor)
          return changed ? empty(204) : problem('person_not_found', info.requestId)
        },
      }),
    ),
  ]
}

function show(one: LivePerson): v.InferInput<typeof person> {
  const { userId, userName, publish, muted, connected, joinedAt, expiresAt, tid, kid = null } = one
  return { userId, userName, publish, muted, connected, joinedAt, expiresAt, tid, kid }
}
