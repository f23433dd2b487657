// What old programs do with the library: they require the drop-in, which knows no clock and no randomness but the machine's.
import type { Check } from './checks.ts'
import { refusalChecks } from './drop_in.ts'
import { bytesOf, type MintVector, type Vectors } from './vectors.ts'

/** What `require('@roompass/token/zego')` gives. */
export type DropIn = typeof import('@roompass/token/zego')

/** Runs `mint` with a copy that was just loaded, while the clock stands at `now` and all randomness repeats these bytes. */
export type Under = (now: number, random: Uint8Array, mint: (dropIn: DropIn) => string) => string

export function zegoChecks(dropIn: DropIn, under: Under, { mint }: Pick<Vectors, 'mint'>): readonly Check[] {
  // The official functions make no other.
  const vectors = mint.tests.filter((vector) => vector.in.format === 'cbc')
  return [...vectors.map((vector) => mintCheck(under, vector)), ...refusalChecks(dropIn)]
}

function mintCheck(under: Under, vector: MintVector): Check {
  const { appId, serverSecret, userId, expiresIn, now, nonce } = vector.in
  return {
    part: 'mint',
    name: vector.id,
    run({ equal }) {
      const token = under(now, bytesOf(nonce), ({ generateToken04 }) =>
        generateToken04(appId, userId, serverSecret, expiresIn, vector.payload),
      )
      equal(token, vector.token04)
    },
  }
}
