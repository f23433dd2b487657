// One JSON document of an identity provider. Nothing else is reached (RFC 9700, ASVS 13.2): no redirect is followed, the address that was
// judged is the one connected to, and neither the time nor the size of an answer is up to whoever answers.
import { lookup } from 'node:dns/promises'
import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps, type RequestOptions } from 'node:https'
import type { LookupFunction } from 'node:net'
import { callbackify } from 'node:util'
import { faultOfUrl, mayConnect, type Reach } from './destinations.ts'

/** The provider did not give what was asked for. The message says why in words of ours, for the log. */
export class ProviderFault extends Error {
  override readonly name = 'ProviderFault'
}

/** @throws ProviderFault; whatever `signal` aborts with is one as well */
export type FetchJson = (url: string, signal: AbortSignal) => Promise<unknown>

interface Address {
  readonly address: string
  readonly family: number
}

export interface FetchParts {
  /** Every address of a host name. Default: what the system says. */
  readonly resolve?: (hostname: string) => Promise<readonly Address[]>
  /** Whether to connect to an address. Default: as `destinations.ts` has it. */
  readonly mayConnect?: (address: string) => boolean
  /** Certificates that count besides those of Node. */
  readonly ca?: string
}

/** 512 KiB: a JWKS has about 1 KiB for each key. */
const maxBytes = 524_288
const jsonType = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i

export function createProviderFetch(reach: Reach, parts: FetchParts = {}): FetchJson {
  const { resolve = (name) => lookup(name, { all: true }), mayConnect: may = (ip) => mayConnect(ip, reach), ca } = parts
  const options = {
    // A connection of its own, not one that somebody else opened and judged by other rules.
    agent: false,
    lookup: createLookup(resolve, may),
    headers: { accept: 'application/json', 'accept-encoding': 'identity', 'user-agent': 'roompass' },
    // Not what NODE_TLS_REJECT_UNAUTHORIZED says.
    rejectUnauthorized: true,
    ...(ca === undefined ? {} : { ca }),
  } satisfies RequestOptions
  return async (url, signal) => {
    const fault = faultOfUrl(url, reach)
    if (fault !== null) throw new ProviderFault(`its URL ${fault}`)
    try {
      return await readJson(await ask(new URL(url), { ...options, signal }))
    } catch (error) {
      if (error instanceof ProviderFault) throw error
      throw new ProviderFault(signal.aborted ? 'it did not answer in time' : `it cannot be reached: ${codeOf(error)}`)
    }
  }
}

/** Node connects to what this answers and resolves nothing itself: a name that changes its address in between changes nothing. */
function createLookup(
  resolve: NonNullable<FetchParts['resolve']>,
  may: NonNullable<FetchParts['mayConnect']>,
): LookupFunction {
  const find = callbackify(async (hostname: string) => {
    const allowed = (await resolve(hostname)).filter(({ address }) => may(address))
    const [first] = allowed
    if (first === undefined) throw new ProviderFault('its name leads to no address that may be reached')
    return { first, allowed }
  })
  return (hostname, { all }, callback) => {
    find(hostname, (error: Error | null, found) => {
      if (error !== null) callback(error, '')
      else if (all === true) callback(null, found.allowed)
      else callback(null, found.first.address, found.first.family)
    })
  }
}

function ask(url: URL, options: RequestOptions): Promise<IncomingMessage> {
  return new Promise((answered, failed) => {
    const request = url.protocol === 'http:' ? requestHttp : requestHttps
    request(url, options, answered).on('error', failed).end()
  })
}

async function readJson(response: IncomingMessage): Promise<unknown> {
  const { statusCode, headers } = response
  const refuse = (why: string): never => {
    response.destroy()
    throw new ProviderFault(why)
  }
  if (statusCode !== 200) refuse(`it answered with status ${statusCode}`)
  if (!jsonType.test(headers['content-type'] ?? '')) refuse('it answered with something else than JSON')
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') refuse('it answered in an encoding not asked for')
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    if (size > maxBytes) refuse(`it answered with more than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)))
  } catch {
    throw new ProviderFault('it answered with no JSON in UTF-8')
  }
}

/** `ECONNREFUSED`, `ENOTFOUND`, `CERT_HAS_EXPIRED`: what went wrong, without what somebody else wrote. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' ? code : 'unknown'
}
