// The files of spec/vectors as far as the suite needs them; spec/schemas describes them whole.
import type { GrantInput, KeyringEntry, Pass, VerifyOptions } from '@roompass/token'
import type { DiagnosisVector } from './diagnosis.ts'

export interface Vectors {
  readonly mint: File<MintVector>
  readonly verify: File<Asked & { readonly expected: Outcome }>
  readonly hostile: File<Asked & { readonly code: string }>
  readonly dialects: File<Asked & { readonly bare: Outcome; readonly default: Outcome }>
  readonly diagnosis: File<DiagnosisVector>
}

export interface File<Vector> {
  readonly numberOfTests: number
  readonly tests: readonly Vector[]
}

/** A token and what is asked about it. */
export interface Asked {
  readonly id: string
  readonly comment: string
  readonly kind: 'kit-token' | 'token04'
  readonly keyring: readonly KeyringEntry[]
  readonly options: VerifyOptions & { readonly now: number }
  /** Mostly a string. */
  readonly token: unknown
}

export type Outcome = { readonly pass: Pass } | { readonly code: string }

export interface MintVector {
  readonly id: string
  readonly comment: string
  readonly in: {
    readonly appId: number
    readonly serverSecret: string
    readonly userId: string
    readonly roomId: string
    readonly userName: string
    readonly grant: GrantInput | null
    readonly expiresIn: number
    readonly format: 'cbc' | 'gcm'
    readonly now: number
    readonly nonce: number
    readonly ext?: string
  }
  readonly payload: string
  readonly token04: string
  readonly kitToken: string
  readonly kid: string
  readonly tid: string
}

export const vectorFiles = ['mint.json', 'verify.json', 'hostile.json', 'dialects.json', 'diagnosis.json'] as const

/** @param textOf gives the text of a file of spec/vectors */
export function readVectors(textOf: (name: (typeof vectorFiles)[number]) => string): Vectors {
  const [mint, verify, hostile, dialects, diagnosis] = vectorFiles.map((name): unknown => JSON.parse(textOf(name)))
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schemas are checked where the vectors are made
  return { mint, verify, hostile, dialects, diagnosis } as Vectors
}

/** A nonce as the random bytes that it is made of. */
export function bytesOf(nonce: number): Uint8Array {
  return Uint8Array.of(nonce >>> 24, nonce >>> 16, nonce >>> 8, nonce)
}
