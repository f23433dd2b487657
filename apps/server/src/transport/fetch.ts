// Messages of the Fetch standard, for apps that mount the server: a Request comes in, a Response goes out.
import { HttpAnswer, type AnswerBody, type AnswerHeaders, type HttpRequest } from './message.ts'

export function fromFetch(request: Request): HttpRequest {
  const { method, url, headers } = request
  const { pathname, search } = new URL(url)
  return { method, url, headers, path: pathname, query: search.slice(1), read: (most) => readBytes(request, most) }
}

/** @param bare the request was HEAD: no body goes out */
export function toResponse({ status, headers, body }: HttpAnswer, bare: boolean): Response {
  return new Response(bare ? null : bodyOf(body), { status, headers: pairsOf(headers) })
}

/** For what answers with Responses, e.g. the page of an app. */
export function fromResponse({ status, headers, body }: Response): HttpAnswer {
  const cookies = headers.getSetCookie()
  const rest = Object.fromEntries([...headers].filter(([name]) => name !== 'set-cookie'))
  return new HttpAnswer(status, cookies.length === 0 ? rest : { ...rest, 'set-cookie': cookies }, body)
}

function pairsOf(headers: AnswerHeaders): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : value.map((one): [string, string] => [name, one]),
  )
}

function bodyOf(body: AnswerBody): string | Uint8Array<ArrayBuffer> | ReadableStream | null {
  if (body === null || typeof body === 'string') return body
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing here shares memory between threads
  return body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : streamOf(body)
}

function streamOf(parts: AsyncIterable<string | Uint8Array>): ReadableStream<Uint8Array> {
  const utf8 = new TextEncoder()
  const iterator = parts[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next()
      if (done === true) controller.close()
      else controller.enqueue(typeof value === 'string' ? utf8.encode(value) : value)
    },
    async cancel() {
      await iterator.return?.()
    },
  })
}

async function readBytes(request: Request, most: number): Promise<Uint8Array | 'too long' | 'cut off'> {
  if (Number(request.headers.get('content-length') ?? 0) > most) return 'too long'
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    // Whose length is announced is never longer, and comes far faster as a whole than as a stream.
    if (request.headers.has('content-length')) {
      const whole = new Uint8Array(await request.arrayBuffer())
      return whole.byteLength > most ? 'too long' : whole
    }
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength
      if (size > most) return 'too long'
      chunks.push(chunk)
    }
  } catch (error) {
    // The caller went away; anything else is a fault on this side.
    if (request.signal.aborted) return 'cut off'
    throw error
  }
  return Buffer.concat(chunks)
}
