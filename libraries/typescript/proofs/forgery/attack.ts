// One way to make a token that nobody issued.
import type { Random } from '../random.ts'
import type { Held, Origin, Wish } from './issuer.ts'
import type { Forgery } from './tampering.ts'

export interface Attack {
  readonly id: string
  readonly title: string
  /** Whose tokens the attacker starts from. */
  readonly origins: readonly Origin[]
  /** What they let the issuer give them, in their own name. */
  readonly obtain: (issue: (wish: Omit<Wish, 'origin'>) => Held, random: Random, origin: Origin) => readonly Held[]
  /** After so many tries they get others. Default 512. */
  readonly triesPerHolding?: number
  readonly forge: (held: readonly Held[], random: Random) => Forgery | Text
  /** What happens to whoever accepts `bare`: every try succeeds, or nearly none. */
  readonly bare: 'always' | 'hardly'
  /** What happens to whoever trusts the tags of all GCM generators. Default `never`. */
  readonly trusted?: 'always'
}

/** A whole Kit Token, where the attack is on what stands around the sealed bytes. */
export interface Text {
  readonly text: string
  /** Whether it is a success that it is taken at all, whatever it says. */
  readonly mustBeRefused: boolean
}

export const appFirst: readonly Origin[] = ['signed', 'sealed', 'app first']
export const gcm: readonly Origin[] = ['gcm signed', 'gcm sealed', 'gcm app first']
