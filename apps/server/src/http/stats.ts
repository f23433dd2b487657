// Counts by minute over HTTP (spec/http-api.md section 6), for charts. How they are counted is audit/'s.
import * as v from 'valibot'
import type { Rates } from '../audit/rates.ts'
import { route, type Route } from './route.ts'
import { digits, milliseconds } from './words.ts'

export interface StatsRouteParts {
  readonly rates: Rates
}

const count = v.pipe(v.number(), v.integer())
const minute = v.object({
  at: milliseconds,
  issued: v.pipe(count, v.description('Tokens that were issued.')),
  refused: v.pipe(count, v.description('Tokens that were refused.')),
  joined: v.pipe(count, v.description('People who came into a room.')),
  turnedAway: v.pipe(count, v.description('Connections that a room refused.')),
})

export function statsRoute({ rates }: StatsRouteParts): Route {
  return route({
    method: 'GET',
    path: '/v1/stats',
    access: 'audit',
    id: 'getStats',
    summary: 'What happened in each of the newest minutes, on every node',
    query: v.object({ minutes: v.exactOptional(digits('How many. Default 60.', 1, 1440)) }),
    success: {
      status: 200,
      description: 'The minutes, the oldest first; the last one is not over yet.',
      body: v.object({ minutes: v.array(minute) }),
    },
    problems: ['store_unavailable'],
    async answer({ query: { minutes = 60 } }) {
      return { minutes: await rates.newest(minutes) }
    },
  })
}
