// Asking a source who sent a request, in short.
import type { Identified, IdentitySource } from '../../src/identity/identity.ts'

export function requestWith(headers: Readonly<Record<string, string>> = {}): Request {
  return new Request('http://127.0.0.1:8787/v1/token', { headers })
}

export function bearer(token: string): Request {
  return requestWith({ authorization: `Bearer ${token}` })
}

/** `user ada`, `service backend`, `anonymous`, why not, or `no credentials of this kind`. */
function outcomeOf(identified: Identified | null): string {
  if (identified === null) return 'no credentials of this kind'
  if (!identified.identified) return identified.why
  const { caller } = identified
  if (caller.kind === 'user') return `user ${caller.user.id}`
  return caller.kind === 'service' ? `service ${caller.name}` : 'anonymous'
}

export async function ask(source: IdentitySource, request: Request): Promise<string> {
  return outcomeOf(await source(request))
}
