// Tries each attack many times against every kind of verifier, and counts how often one takes what nobody issued.
import { KitTokenError } from '../../src/errors.ts'
import type { Keyring } from '../../src/keyring.ts'
import type { Pass } from '../../src/pass.ts'
import type { Trust } from '../../src/terms.ts'
import { verify, verifyToken04 } from '../../src/verify.ts'
import { kitTokenText, suffixJson, token04Text } from '../../../../tools/vectors/primitives.ts'
import { seeded } from '../random.ts'
import type { Attack, Text } from './attack.ts'
import { cbcAttacks } from './cbc_attacks.ts'
import { gcmAttacks } from './gcm_attacks.ts'
import { createIssuer, keyring, now, trusting, type Held, type Issuer } from './issuer.ts'
import { lenientVerify } from './lenient.ts'
import { outerAttacks } from './outer_attacks.ts'
import type { Forgery } from './tampering.ts'

export const attacks: readonly Attack[] = [...cbcAttacks, ...outerAttacks, ...gcmAttacks]

/** Who verifies: what they accept, and `trusted`: sealed, with the word of every GCM generator taken. */
export type Verifier = Trust | 'trusted'
export const verifiers: readonly Verifier[] = ['signed', 'sealed', 'trusted', 'bare']

export interface Outcome {
  readonly attack: Attack
  readonly tries: number
  /** How many tries each verifier took. */
  readonly forged: Readonly<Record<Verifier, number>>
  /** How many the lenient control took. */
  readonly lenient: number
}

export function runAttack(attack: Attack, tries: number, seed: number): Outcome {
  const random = seeded(seed)
  const { triesPerHolding = 512, origins } = attack
  const forged = { signed: 0, sealed: 0, trusted: 0, bare: 0 }
  let lenient = 0
  let issuer = createIssuer(random)
  let held: readonly Held[] = []
  for (let n = 0; n < tries; n++) {
    if (n % triesPerHolding === 0) {
      issuer = createIssuer(random)
      const origin = origins[(n / triesPerHolding) % origins.length]!
      held = attack.obtain((wish) => issuer.issue({ ...wish, origin }), random, origin)
    }
    const made = attack.forge(held, random)
    for (const verifier of verifiersOf(attack)) if (isFooled(verifier, made, issuer, n)) forged[verifier]++
    if ('raw' in made && foolsControl(made, held)) lenient++
  }
  return { attack, tries, forged, lenient }
}

/** What somebody makes of GCM tags makes no difference to CBC. */
function verifiersOf({ origins }: Attack): readonly Verifier[] {
  return origins.some((origin) => origin.startsWith('gcm')) ? verifiers : verifiers.filter((one) => one !== 'trusted')
}

/** Whether a verifier takes something that no issuer said. */
function isFooled(verifier: Verifier, made: Forgery | Text, issuer: Issuer, n: number): boolean {
  const keys = verifier === 'trusted' ? trusting : keyring
  const accept = verifier === 'trusted' ? 'sealed' : verifier
  const pass = 'text' in made ? passOf(verify, made.text, keys, accept) : present(made, keys, accept, n)
  return pass !== null && (('text' in made && made.mustBeRefused) || !issuer.isHonest(pass))
}

/** With the signature that the token came with, or else with a suffix that the attacker wrote, or alone. */
function present({ raw, shown, suffix }: Forgery, keys: Keyring, accept: Trust, n: number): Pass | null {
  if (accept === 'signed') return passOf(verify, kitTokenText(raw, suffix), keys, accept)
  if (n % 2 === 0) return passOf(verify, kitTokenText(raw, suffixJson(shown, null)), keys, accept)
  return passOf(verifyToken04, token04Text(raw), keys, accept)
}

function passOf(check: typeof verify, text: string, keys: Keyring, accept: Trust): Pass | null {
  try {
    return check(text, keys, { now, accept })
  } catch (error) {
    if (error instanceof KitTokenError) return null
    throw error
  }
}

/** Whether the control lets somebody in as another one, or into another room, with a token that nobody gave them. */
function foolsControl({ raw, shown }: Forgery, held: readonly Held[]): boolean {
  const entered = lenientVerify(raw)
  const own = held[0]?.shown
  if (entered === null || own === undefined || held.some((one) => one.raw.equals(raw))) return false
  if (shown.userId !== own.userId) return entered.userId === shown.userId
  return shown.roomId !== own.roomId && entered.roomId === shown.roomId
}

/** How often the duplicate key of A3 fools the control: 16 random bytes are then harmless in a string. */
export const controlRate = { attack: 'A3', expected: 0.1028, tolerance: 0.003 } as const

/** What an outcome must not be, in a sentence; null when all is as the specification promises. */
export function faultOf({ attack, tries, forged, lenient }: Outcome): string | null {
  if (forged.signed > 0) return `${attack.id}: a signed token was forged`
  if (forged.sealed > 0) return `${attack.id}: a sealed token was forged`
  const trusted = attack.trusted === 'always' ? tries : 0
  if (forged.trusted !== trusted) return `${attack.id}: with trust in GCM ${forged.trusted} were taken, not ${trusted}`
  // Random bytes are plain text once in 2^18 tries or less often.
  const most = Math.ceil(tries / 2 ** 16)
  if (attack.bare === 'hardly' && forged.bare > most) return `${attack.id}: ${forged.bare} were taken as bare`
  if (attack.bare === 'always' && forged.bare === 0) return `${attack.id}: fooled nobody, so the attack is broken`
  const { expected, tolerance } = controlRate
  // Few tries scatter: three standard deviations.
  const scatter = Math.max(tolerance, 3 * Math.sqrt((expected * (1 - expected)) / tries))
  const off = Math.abs(lenient / tries - expected) > scatter
  return attack.id === controlRate.attack && off ? `${attack.id}: the control fires at ${lenient} of ${tries}` : null
}
