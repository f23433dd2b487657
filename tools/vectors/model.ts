// The shapes of the vector files: what the cases give, what the schemas describe, what the check reads.
import type { Format } from './primitives.ts'

export type Rule = `R${number}`
export type Trust = 'signed' | 'sealed' | 'bare'
export type Kind = 'kit-token' | 'token04'

export interface Entry {
  readonly appId: number
  readonly serverSecret: string
  readonly state?: 'next' | 'active' | 'previous' | 'retired'
  readonly gcm?: 'refuse' | 'accept' | 'trust'
}

export interface Options {
  readonly accept?: Trust
  readonly roomId?: string
  readonly userId?: string
  readonly appId?: number
  readonly now: number
  readonly clockTolerance?: number
  readonly maxLifetime?: number
}

export interface Grant {
  readonly join: boolean
  readonly publish: boolean
  readonly streamIds: readonly string[] | null
}

export interface Pass {
  readonly trust: Trust
  readonly appId: number
  readonly userId: string
  readonly roomId: string | null
  readonly userName: string | null
  readonly grant: Grant
  readonly issuedAt: number
  readonly expiresAt: number
  readonly tid: string
  readonly kid: string
  readonly format: Format
  readonly payload: string
  readonly ext: string | null
  readonly claimed: { readonly roomId: string | null; readonly userName: string | null } | null
}

export type Outcome = { readonly pass: Pass } | { readonly code: string }

/** What is the same in every test. The comment is its name: it is unique, and the id stays with it. */
export interface TestHead {
  readonly comment: string
  readonly flags: readonly string[]
}

export interface Request {
  readonly kind: Kind
  readonly keyring: readonly Entry[]
  readonly options: Options
  readonly token: unknown
}

export interface MintTest extends TestHead {
  readonly in: MintIn
  readonly payload: string
  readonly plaintext: string
  readonly kSeal: string
  readonly kSig: string
  readonly kid: string
  readonly iv: string
  readonly raw: string
  readonly token04: string
  readonly tbs: string
  readonly sig: string
  readonly suffixJson: string
  readonly kitToken: string
  readonly tid: string
}

export interface MintIn {
  readonly appId: number
  readonly serverSecret: string
  readonly userId: string
  readonly roomId: string
  readonly userName: string
  readonly grant: Grant | null
  readonly expiresIn: number
  readonly format: Format
  readonly now: number
  readonly nonce: number
  readonly ext?: string
}

export interface VerifyTest extends TestHead, Request {
  readonly expected: Outcome
}

export interface HostileTest extends TestHead, Request {
  /** The rule that it breaks, and those that nobody could break this one without. */
  readonly rule: Rule
  readonly alsoBreaks: readonly Rule[]
  readonly code: string
}

export type Generator =
  | 'go'
  | 'cpp'
  | 'java'
  | 'python'
  | 'php'
  | 'php56'
  | 'dotnet'
  | 'node'
  | 'webkit'
  | 'third-party'

export interface DialectTest extends TestHead {
  readonly generator: Generator
  readonly format: Format
  readonly kind: Kind
  readonly keyring: readonly Entry[]
  readonly options: Options
  /** As it was encrypted; null where it is too long to be shown, or no UTF-8, or not known. */
  readonly plaintext: string | null
  readonly iv: string
  readonly token: string
  /** With `accept: "bare"`, and with the default. */
  readonly bare: Outcome
  readonly default: Outcome
}

export type TokenKind = Kind | 'token03' | 'jwt' | 'app-sign' | 'server-secret-like' | 'empty' | 'unknown'

export interface DiagnosisTest extends TestHead {
  /** Null stands for what is no string. */
  readonly text: string | null
  readonly keyring: readonly Entry[]
  readonly options: Options
  /** Which of the two belongs where the text was found. */
  readonly expect?: Kind
  readonly kind: TokenKind
  /** The code that explains it best; null where nothing is wrong. */
  readonly primary: string | null
  /** Codes that must be among the problems, the primary one first. */
  readonly problems: readonly string[]
  readonly warnings: readonly string[]
  /** Codes that must be among neither, since they would mislead; absent where none suggests itself. */
  readonly absent?: readonly string[]
  /** Who most likely made it, in any order; absent where nobody is asked. */
  readonly generators?: readonly string[]
  /** The primary code of the same text without any key. */
  readonly keyless: string | null
}

export interface VectorFile<T extends TestHead> {
  readonly name: 'mint' | 'verify' | 'hostile' | 'dialects' | 'diagnosis'
  readonly prefix: 'M' | 'V' | 'H' | 'D' | 'G'
  readonly description: string
  readonly notes: Readonly<Record<string, string>>
  readonly tests: readonly T[]
}
