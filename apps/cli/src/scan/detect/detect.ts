// Everything that can be found in one text, and what is left for the scan of the whole to join.
import { isForBrowsers, type Place } from '../place.ts'
import type { Spot } from '../rules.ts'
import { assignedSecrets, callsOf } from './calls.ts'
import { minters } from './minter.ts'
import { namedLiterals } from './literals.ts'
import { publicVariables } from './public_env.ts'

export interface Detected {
  readonly spots: readonly Spot[]
  /** Names under which a generator gets its secret from another file. */
  readonly wanted: readonly string[]
  /** Likely secrets under names that say nothing, in case another file wants one. */
  readonly offered: readonly { readonly name: string; readonly at: number }[]
}

/** What cannot hold anything of interest is not looked at closely. */
const interesting =
  /secret|generateKitTokenForTest|generateToken04|createCipheriv|[:=]\s{0,4}\\?["'`][\da-f]{32}\\?["'`]|zego/i

const nothing: Detected = { spots: [], wanted: [], offered: [] }

/** @param known secrets of this machine's config */
export function detect(text: string, place: Place, known: readonly string[]): Detected {
  const own: Spot[] = known.flatMap((secret) => placesOf(text, secret)).map((at) => ({ rule: 'known-secret', at }))
  if (!interesting.test(text)) return own.length === 0 ? nothing : { ...nothing, spots: own }
  const calls = place.kind === 'prose' ? [] : callsOf(text)
  const browsers = isForBrowsers(place, text)
  const literals = [...namedLiterals(text, place), ...calls.flatMap(({ literal }) => literal ?? [])]
  const minted = calls.filter(({ ofKit }) => ofKit || browsers)
  return {
    spots: [
      ...own,
      ...publicVariables(text, place).map((at): Spot => ({ rule: 'server-secret-public-env', at })),
      ...[...new Set(literals)].map((at): Spot => ({ rule: literalRule(place), at })),
      ...minted.map(({ at }): Spot => ({ rule: 'client-mint', at })),
      ...(browsers ? minters(text).map((at): Spot => ({ rule: 'client-minter', at })) : []),
    ],
    wanted: calls.flatMap(({ literal, name }) => (literal === null && name !== null && name.length > 2 ? [name] : [])),
    offered: place.kind === 'prose' ? [] : assignedSecrets(text),
  }
}

/** In a file that holds no code, the place of the file decides. */
export function literalRule({ kind, published }: Place): 'server-secret-literal' | 'server-secret-tracked' {
  return (kind === 'data' || kind === 'dotenv') && !published ? 'server-secret-tracked' : 'server-secret-literal'
}

function placesOf(text: string, part: string): number[] {
  const found: number[] = []
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) found.push(at)
  return found
}
