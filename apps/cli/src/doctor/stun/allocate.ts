// What a browser asks of a STUN or TURN server: which address it sees, and a relay of its own for a moment.
import type { Line } from './line.ts'
import { addressOf, attributes, types, type Answer, type Attribute, type Credentials } from './message.ts'

export interface Allocated {
  /** The address that others would send to; null where it is of IPv6. */
  readonly relay: string | null
}

/** The server said no, with a code of STUN; null where it made no sense. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: number | null

  constructor(code: number | null) {
    super(code === null ? 'it made no sense' : `it refused with ${code}`)
    this.code = code
  }
}

/** The address as which the server sees us. @throws Refused */
export async function bind(line: Line): Promise<string | null> {
  const answer = await line.ask(types.binding, [])
  if (!answer.ok) throw new Refused(answer.code)
  return addressOf(answer.attributes.get(attributes.mappedAddress))
}

/** UDP, as protocol 17 in the first of four bytes (RFC 8656 section 18.7). */
const udp: Attribute = [attributes.requestedTransport, Uint8Array.of(17, 0, 0, 0)]

/** Takes a relay and gives it back. @throws Refused */
export async function allocate(line: Line, { username, password }: Omit<Credentials, 'realm'>): Promise<Allocated> {
  // Without credentials first: the refusal names realm and nonce.
  let challenge = await line.ask(types.allocate, [udp])
  if (challenge.ok) throw new OpenRelay()
  // 438: the nonce has grown old in between, and there is a new one.
  for (let tries = 0; tries < 2; tries += 1) {
    const { realm, nonce } = challengeOf(challenge)
    const credentials: Credentials = { username, password, realm: realm.toString() }
    const proof: readonly Attribute[] = [
      [attributes.username, Buffer.from(username)],
      [attributes.realm, realm],
      [attributes.nonce, nonce],
    ]
    const answer = await line.ask(types.allocate, [udp, ...proof], credentials)
    if (answer.ok) {
      await line.ask(types.refresh, [[attributes.lifetime, Uint8Array.of(0, 0, 0, 0)], ...proof], credentials)
      return { relay: addressOf(answer.attributes.get(attributes.relayedAddress)) }
    }
    if (answer.code !== 438) throw new Refused(answer.code)
    challenge = answer
  }
  throw new Refused(438)
}

function challengeOf({ code, attributes: found }: Answer): { readonly realm: Buffer; readonly nonce: Buffer } {
  const [realm, nonce] = [found.get(attributes.realm), found.get(attributes.nonce)]
  if ((code !== 401 && code !== 438) || realm === undefined || nonce === undefined) throw new Refused(code)
  return { realm, nonce }
}

/** It relays for anybody, without credentials. */
export class OpenRelay extends Error {
  override readonly name = 'OpenRelay'
}
