// GET /v1/openapi.json and GET /docs: what this server takes, for machines and for people.
import * as v from 'valibot'
import { HttpAnswer, json } from '../../transport/message.ts'
import { route, type Route } from '../route.ts'
import { openApiOf, type OpenApi } from './document.ts'
import { pageCsp, referencePage } from './page.ts'

/** @param others every other route of the server */
export function referenceRoutes(others: readonly Route[]): Route[] {
  const own: Route[] = []
  // When it is asked for: most servers never are. And once, since anybody may ask, and writing it takes as long as many tokens do.
  const document = once((): OpenApi => openApiOf([...others, ...own]))
  const machines = once(() => json(document(), 200))
  const people = once(() => {
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': pageCsp }
    return new HttpAnswer(200, headers, referencePage(document()))
  })
  own.push(
    route({
      method: 'GET',
      path: '/v1/openapi.json',
      access: 'anyone',
      id: 'getOpenApi',
      summary: 'This reference as an OpenAPI 3.1 document',
      success: { status: 200, description: 'The document.', body: v.record(v.string(), v.unknown()) },
      answer: machines,
    }),
    route({
      method: 'GET',
      path: '/docs',
      access: 'anyone',
      id: 'getDocs',
      summary: 'This reference as a page',
      success: { status: 200, description: 'The page.', mediaType: 'text/html' },
      answer: people,
    }),
  )
  return own
}

function once<T extends object>(make: () => T): () => T {
  let made: T | null = null
  return () => (made ??= make())
}
