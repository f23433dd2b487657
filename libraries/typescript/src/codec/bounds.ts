// How long a token and its parts may be (spec kit-token.md 5.1, R1, R5, R6, R8): what mint makes, with room to spare, and what the format
// can hold at most, which is what official generators make.

/** `own`: what is minted here. `official`: everything that official generators make, for those who take `bare` tokens. */
export type Reading = 'own' | 'official'

interface Range {
  readonly min: number
  readonly max: number
}

export interface Bounds {
  /** Characters. */
  readonly kitToken: Range
  /** Characters. */
  readonly token04: Range
  /** Bytes of a Token04. */
  readonly raw: Range
  /** Bytes of ciphertext, for GCM with the tag. */
  readonly ciphertext: { readonly cbc: Range; readonly gcm: Range }
  /** Bytes of the suffix's JSON. */
  readonly suffix: number
}

/** The most bytes of claims that are minted. */
export const maxPlaintext = 3071
/** The most that fit lengths of 15 bits, which every official reader takes. */
export const maxOfficialPlaintext = 32_751

export const bounds: Readonly<Record<Reading, Bounds>> = {
  own: {
    kitToken: { min: 140, max: 8192 },
    token04: { min: 120, max: 4154 },
    raw: { min: 89, max: 3113 },
    ciphertext: { cbc: { min: 64, max: maxPlaintext + 1 }, gcm: { min: 72, max: maxPlaintext + 16 } },
    suffix: 2048,
  },
  official: {
    kitToken: { min: 140, max: 65_536 },
    token04: { min: 120, max: 43_726 },
    raw: { min: 89, max: 32_792 },
    ciphertext: { cbc: { min: 64, max: maxOfficialPlaintext + 1 }, gcm: { min: 72, max: maxOfficialPlaintext + 16 } },
    suffix: 16_384,
  },
}
