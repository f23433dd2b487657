// With the real SDK of OpenTelemetry, as an operator brings it.
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { createRoompass } from '../../src/app.ts'
import { ownFolder } from '../folder.ts'
import { bePatient, eventually } from '../patience.ts'
import { as, asBackend, config, origin, serve } from '../service.ts'

bePatient()

const exporter = new InMemorySpanExporter()
trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }))
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
propagation.setGlobalPropagator(new W3CTraceContextPropagator())
beforeEach(() => exporter.reset())
afterAll(() => {
  trace.disable()
  context.disable()
  propagation.disable()
})

const traceId = '0af7651916cd43dd8448eb211c80319c'
const parentId = 'b7ad6b7169203331'
const traceparent = { traceparent: `00-${traceId}-${parentId}-01` }

function spanOf(name: string): ReadableSpan {
  const span = exporter.getFinishedSpans().find((one) => one.name === name)
  if (span === undefined) throw new Error(`no span ${name}`)
  return span
}

/** Each span with the name of the one that it is within. */
function tree(): Record<string, string | undefined> {
  const spans = exporter.getFinishedSpans()
  const nameOf = (id: string | undefined): string | undefined =>
    spans.find((one) => one.spanContext().spanId === id)?.name
  return Object.fromEntries(spans.map((span) => [span.name, nameOf(span.parentSpanContext?.spanId)]))
}

describe('a request for a token', () => {
  it('is a trace from identity to audit', async () => {
    const service = await serve()
    await service.get('/v1/token?userID=ada', as('ada'))
    expect(tree()).toEqual({
      'GET /v1/token': undefined,
      'roompass.identify': 'GET /v1/token',
      'roompass.policy': 'GET /v1/token',
      'roompass.mint': 'GET /v1/token',
      'roompass.audit': 'GET /v1/token',
    })
    expect(spanOf('GET /v1/token')).toMatchObject({
      kind: SpanKind.SERVER,
      attributes: {
        'http.request.method': 'GET',
        'http.route': '/v1/token',
        'http.response.status_code': 200,
        'roompass.form': 'token04',
        'roompass.outcome': 'issued',
      },
    })
  })

  it('belongs to the trace of whoever sent it', async () => {
    const service = await serve()
    await service.get('/v1/token', { ...as('ada'), ...traceparent })
    const span = spanOf('GET /v1/token')
    expect(span.spanContext().traceId).toBe(traceId)
    expect(span.parentSpanContext).toMatchObject({ spanId: parentId, isRemote: true })
  })

  it('belongs to the span of an app that it is mounted in, before anything that a header says', async () => {
    const service = await serve()
    await trace.getTracer('app').startActiveSpan('of the app', async (outer) => {
      await service.get('/v1/token', { ...as('ada'), ...traceparent })
      outer.end()
    })
    expect(tree()['GET /v1/token']).toBe('of the app')
  })

  it('names its refusal, and gives the trace to the lines of the log', async () => {
    const service = await serve({
      policy: {
        decide() {
          throw new Error('ada is not in the database')
        },
      },
      log: { requests: true },
    })
    await service.get('/v1/token', { ...as('ada'), ...traceparent })
    expect(spanOf('GET /v1/token').attributes).toMatchObject({
      'roompass.outcome': 'policy_unavailable',
      'http.response.status_code': 503,
    })
    const policy = spanOf('roompass.policy')
    expect(policy.status).toEqual({ code: SpanStatusCode.ERROR })
    expect(policy.attributes).toMatchObject({ 'error.type': 'Error', 'roompass.purpose': 'issue' })
    expect(policy.events).toEqual([])
    const lines = service.log.lines.map((line) => JSON.parse(line))
    expect(lines.map(({ event, trace_id }) => [event, trace_id])).toEqual([
      ['policy_failed', traceId],
      ['request', traceId],
    ])
    expect(lines[1].span_id).toBe(spanOf('GET /v1/token').spanContext().spanId)
  })

  it('shares a commit of the store, which is a trace of its own', async () => {
    const database = join(await ownFolder(), 'roompass.db')
    const roompass = await createRoompass({ ...config, database })
    onTestFinished(() => roompass.close())
    await roompass.fetch(new Request(`${origin}/v1/token`, { headers: as('ada') }))
    await eventually(() => Object.keys(tree())).toContain('roompass.commit')
    const commit = spanOf('roompass.commit')
    expect(commit.parentSpanContext).toBeUndefined()
    expect(commit.attributes).toEqual({ 'db.operation.batch.size': 1 })
  })
})

describe('the door', () => {
  it('is a span with what came of it', async () => {
    const service = await serve()
    const { kitToken } = await (await service.post({ roomId: 'lobby' }, as('ada'))).json()
    exporter.reset()
    const seen: string[] = []
    const connection = { send: (text: string) => seen.push(text), close: () => undefined, bufferedAmount: 0 }
    service.hub.opened(connection, { address: '203.0.113.7' }).message(JSON.stringify({ type: 'hello', kitToken }))
    await eventually(() => seen.length).toBeGreaterThan(0)
    expect(tree()).toMatchObject({ 'roompass.admit': undefined, 'roompass.policy': 'roompass.admit' })
    expect(spanOf('roompass.admit').attributes).toEqual({ 'roompass.purpose': 'join', 'roompass.outcome': 'admitted' })
    service.hub.opened(connection).message(JSON.stringify({ type: 'hello', kitToken: `${kitToken}x` }))
    await eventually(() =>
      exporter.getFinishedSpans().map(({ attributes }) => attributes['roompass.outcome']),
    ).toContain('token_invalid')
  })
})

it('says of nobody who they are', async () => {
  const service = await serve()
  await service.post({ roomId: 'lobby', userId: 'grace' }, { ...asBackend })
  await service.get('/v1/token?userID=ada&roomID=lobby', as('ada'))
  const written = JSON.stringify(
    exporter.getFinishedSpans().map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
  )
  for (const personal of ['ada', 'grace', 'lobby', '203.0.113']) expect(written).not.toContain(personal)
})
