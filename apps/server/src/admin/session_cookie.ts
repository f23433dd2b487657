// The cookie of a session, and what must be true of a request for it to count: a page of this very origin sent it, by way of a browser.
import type { RequestHead } from '../transport/message.ts'
import { isLoopback } from '../loopback.ts'

/** The browser takes it over https alone, for this host alone. */
const securely = '__Host-roompass-session'
/** On this machine over plain http, where browsers refuse the other. */
const locally = 'roompass-session'

/** The session of a request, where a page of this origin sent it; null without one. */
export function sessionTextOf(request: RequestHead): string | null {
  if (!isOfThisPage(request)) return null
  const cookies = cookiesOf(request.headers.get('cookie') ?? '')
  return cookies.get(securely) ?? (isLocal(request) ? cookies.get(locally) : undefined) ?? null
}

/**
 * Browsers say where a request comes from, in a header that no page can write. It is stricter than the cookie's SameSite: another
 * origin of the same site is another page.
 */
export function isOfThisPage({ headers }: RequestHead): boolean {
  return headers.get('sec-fetch-site') === 'same-origin'
}

/** Whether a session may begin on the page that sends this: over https, or on this machine. */
export function mayHoldSession(request: RequestHead): boolean {
  return schemeOf(request) === 'https:' || isLocal(request)
}

/** @param maxAge seconds */
export function sessionCookie(request: RequestHead, text: string, maxAge: number): string {
  const terms = `Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Strict`
  return schemeOf(request) === 'https:' ? `${securely}=${text}; ${terms}; Secure` : `${locally}=${text}; ${terms}`
}

/** Both: nothing may be left. */
export function endedCookies(): readonly string[] {
  const terms = 'Path=/; Max-Age=0; HttpOnly; SameSite=Strict'
  return [`${securely}=; ${terms}; Secure`, `${locally}=; ${terms}`]
}

/** Of the page: behind a proxy that ends TLS the server itself sees plain http. */
function schemeOf({ headers, url }: RequestHead): string {
  const origin = headers.get('origin')
  return new URL(origin !== null && URL.canParse(origin) ? origin : url).protocol
}

function isLocal({ headers, url }: RequestHead): boolean {
  const host = headers.get('host') ?? new URL(url).host
  return URL.canParse(`http://${host}`) && isLoopback(new URL(`http://${host}`).hostname)
}

function cookiesOf(header: string): ReadonlyMap<string, string> {
  const pairs = header.split(';').map((pair) => pair.trim().split('='))
  return new Map(pairs.map(([name = '', ...value]) => [name, value.join('=')]))
}
