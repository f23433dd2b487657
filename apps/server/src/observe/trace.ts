// Spans for OpenTelemetry. Only its API is here, which does nothing until the operator brings an SDK; and no span says who anybody is.
import {
  context,
  INVALID_SPAN_CONTEXT,
  isSpanContextValid,
  propagation,
  ProxyTracerProvider,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Span,
} from '@opentelemetry/api'

export type { Span }

const scope = '@roompass/server'
const tracer = trace.getTracer(scope)
const provider = trace.getTracerProvider()

/** Whether anybody listens. Where nobody does, a request is not charged for spans that go nowhere. */
function traced(): boolean {
  return !(provider instanceof ProxyTracerProvider) || provider.getDelegateTracer(scope) !== undefined
}

interface Options {
  readonly kind?: SpanKind
  readonly attributes?: Attributes
  readonly parent?: Context
}

/** Takes what is said of it and keeps nothing. */
const noSpan: Span = trace.wrapSpanContext(INVALID_SPAN_CONTEXT)

/** Runs work in a span of its own, which ends with it: at once, or when what it promises is there. */
export function inSpan<R>(name: string, work: (span: Span) => R, options: Options = {}): R {
  if (!traced()) return work(noSpan)
  const { parent = context.active(), ...rest } = options
  return tracer.startActiveSpan(name, rest, parent, (span) => {
    const fail = (error: unknown): void => {
      failed(span, error)
      span.end()
    }
    try {
      const result = work(span)
      if (result instanceof Promise) result.then(() => span.end(), fail)
      else span.end()
      return result
    } catch (error) {
      fail(error)
      throw error
    }
  })
}

/** Headers, by their names in lowercase. */
interface Carrier extends Iterable<[string, string]> {
  get(name: string): string | null
}

/** A request over HTTP: a part of the trace that is going on here, or else of the one that its `traceparent` names. */
export function inRequest<R>(
  headers: Carrier,
  { method, route }: { readonly method: string; readonly route: string },
  work: (span: Span) => R,
): R {
  if (!traced()) return work(noSpan)
  const active = context.active()
  const parent = trace.getSpan(active) === undefined ? propagation.extract(active, headers, getter) : active
  const attributes = { 'http.request.method': method, 'http.route': route }
  return inSpan(`${method} ${route}`, work, { kind: SpanKind.SERVER, parent, attributes })
}

/** Work that many requests wait for, and so is part of none of them. */
export function inOwnTrace<R>(name: string, attributes: Attributes, work: () => R): R {
  return inSpan(name, work, { attributes, parent: ROOT_CONTEXT })
}

/** The span that is going on here, if any. */
export function here(): Span | undefined {
  return trace.getActiveSpan()
}

/** Where the caller stands in a trace; null for in none. */
export function tracedHere(): { readonly trace_id: string; readonly span_id: string } | null {
  const at = trace.getActiveSpan()?.spanContext()
  return at === undefined || !isSpanContextValid(at) ? null : { trace_id: at.traceId, span_id: at.spanId }
}

/** The message of an error may quote anything: its name is enough to find it in the log. */
function failed(span: Span, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR })
  span.setAttribute('error.type', error instanceof Error ? error.name : typeof error)
}

const getter = {
  keys: (carrier: Carrier): string[] => [...carrier].map(([name]) => name),
  get: (carrier: Carrier, key: string): string | undefined => carrier.get(key) ?? undefined,
}
