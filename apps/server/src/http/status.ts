// Routes about the server itself: which app it is, whether it lives, whether it can work, and where its rooms are.
import * as v from 'valibot'
import { contentType } from '../observe/registry.ts'
import { HttpAnswer } from '../transport/message.ts'
import { problem } from './problems.ts'
import { route, type Route } from './route.ts'
import { appIdField } from './words.ts'

export interface StatusParts {
  readonly appId: number
  /** Rejects while the server must not get work. */
  readonly ready: () => Promise<void>
  /** What Prometheus reads. */
  readonly metrics: () => string | Promise<string>
}

export function statusRoutes({ appId, ready, metrics }: StatusParts): Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/app',
      access: 'anyone',
      id: 'getApp',
      summary: 'Which app this is',
      success: { status: 200, description: 'Its AppID.', body: v.object({ appId: appIdField }) },
      answer: () => ({ appId }),
    }),
    route({
      method: 'GET',
      path: '/v1/room',
      head: false,
      access: 'anyone',
      id: 'enterRoom',
      summary: 'The door of the rooms: a WebSocket',
      description: 'Sub-protocol `roompass.room.v1`; the Kit Token is in the first message, never in the URL.',
      success: { status: 101, description: 'The WebSocket.' },
      problems: ['websocket_required'],
      answer: ({ info }) => problem('websocket_required', info.requestId, { headers: { upgrade: 'websocket' } }),
    }),
    route({
      method: 'GET',
      path: '/v1/metrics',
      access: 'metrics',
      id: 'getMetrics',
      summary: 'Metrics for Prometheus',
      description: 'The same as on the port for metrics, for who has a key and no way to that port.',
      success: { status: 200, description: 'The text format 0.0.4.', mediaType: 'text/plain' },
      answer: async () => new HttpAnswer(200, { 'content-type': contentType }, await metrics()),
    }),
    route({
      method: 'GET',
      path: '/healthz',
      access: 'anyone',
      id: 'getHealth',
      summary: 'Whether the process answers',
      success: { status: 200, description: 'It does.', body: v.object({ status: v.literal('ok') }) },
      answer: () => ({ status: 'ok' as const }),
    }),
    route({
      method: 'GET',
      path: '/readyz',
      access: 'anyone',
      id: 'getReadiness',
      summary: 'Whether this process should get work',
      success: {
        status: 200,
        description: 'The store can be written.',
        body: v.object({ status: v.literal('ready') }),
      },
      problems: ['not_ready'],
      async answer({ info }) {
        try {
          await ready()
          return { status: 'ready' as const }
        } catch {
          return problem('not_ready', info.requestId)
        }
      },
    }),
  ]
}
