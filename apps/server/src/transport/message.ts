// Requests and answers as the routes see them, whatever brings them: Node's `http` (node.ts) or a fetch function (fetch.ts).
// Neither is parsed or copied further than somebody asks for: at thousands a second that is most of the work.

import type { Awaitable } from '../at_once.ts'

export interface RequestHeaders extends Iterable<[string, string]> {
  /** @param name in lowercase */
  get(name: string): string | null
  has(name: string): boolean
}

/** What a request says before its body. A `Request` of the Fetch standard is one. */
export interface RequestHead {
  readonly method: string
  /** Absolute. */
  readonly url: string
  readonly headers: RequestHeaders
}

export interface HttpRequest extends RequestHead {
  /** As it was written: nothing in it is decoded. */
  readonly path: string
  /** What follows the question mark; empty where nothing does. */
  readonly query: string
  /** The body, whole. Where it is longer than `most` bytes it is not read to its end. */
  read(most: number): Awaitable<Body>
}

/** `too long`: longer than was asked for. `cut off`: whoever sent it has gone. */
export type Body = Uint8Array | 'too long' | 'cut off'

/** The same request, with another way to its body. */
export class ReadBy implements HttpRequest {
  readonly method: string
  readonly headers: RequestHeaders
  readonly path: string
  readonly query: string
  readonly read: HttpRequest['read']
  readonly #request: HttpRequest

  constructor(request: HttpRequest, read: HttpRequest['read']) {
    this.method = request.method
    this.headers = request.headers
    this.path = request.path
    this.query = request.query
    this.read = read
    this.#request = request
  }

  get url(): string {
    return this.#request.url
  }
}

export type AnswerHeaders = Readonly<Record<string, string | string[]>>
/** An iterable is a stream: when it throws, the answer breaks off, so that no part passes for the whole. */
export type AnswerBody = string | Uint8Array | AsyncIterable<string | Uint8Array> | null

/** What goes out. */
export class HttpAnswer<B extends AnswerBody = AnswerBody> {
  readonly status: number
  /** Names in lowercase. */
  readonly headers: AnswerHeaders
  readonly body: B

  constructor(status: number, headers: AnswerHeaders, body: B) {
    this.status = status
    this.headers = headers
    this.body = body
  }
}

export function json(value: unknown, status: number, headers: AnswerHeaders = {}): HttpAnswer<string> {
  return new HttpAnswer(status, { 'content-type': 'application/json', ...headers }, JSON.stringify(value))
}

export function empty(status: number, headers: AnswerHeaders = {}): HttpAnswer {
  return new HttpAnswer(status, headers, null)
}
