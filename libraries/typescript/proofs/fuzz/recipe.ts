// A token as the steps by which it is made: whatever is changed inside is encrypted, sealed and signed again, so that changes reach the
// parsers behind the cryptography. Some tokens are only a text.
import { deriveKey, type SecretKey } from '../../src/crypto/keys.ts'
import { provider } from '../../src/crypto/node.ts'
import { sealCbc, sealGcm } from '../../src/crypto/seal.ts'
import { sign } from '../../src/crypto/signature.ts'
import {
  encryptCbc,
  encryptGcm,
  frame,
  kitTokenText,
  pkcs7,
  token04Text,
} from '../../../../tools/vectors/primitives.ts'
import type { Entry, Kind, Options } from '../../../../tools/vectors/model.ts'
import type { Random } from '../random.ts'
import { mutateBytes } from './byte_mutators.ts'
import { openToken, seedTests, type SeedTest } from './seeds.ts'
import { mutateText, shorterTexts } from './text_mutators.ts'

export interface Recipe {
  readonly kind: Kind
  /** Of `keyrings`. */
  readonly ring: number
  readonly options: Options
  /** The token itself, or what it is made of. */
  readonly made: string | Parts
}

export interface Parts {
  /** Of the entries of the keyring. */
  readonly key: number
  readonly format: 'cbc' | 'gcm'
  /** The claims in UTF-8, as characters below 256. */
  readonly claims: string
  /** Null: sealed. Else so many bytes, as hex. */
  readonly iv: string | null
  /** Null: the expiry in the claims. */
  readonly header: string | null
  /** Null for a Token04 alone. */
  readonly suffix: string | null
  /** Whether the tag in the suffix is made right. */
  readonly signed: boolean
}

export const keyrings: readonly (readonly Entry[])[] = [
  ...new Set(seedTests.map(({ keyring }) => JSON.stringify(keyring))),
].map((text): Entry[] => JSON.parse(text))
const ringOf = new Map(keyrings.map((entries, index) => [JSON.stringify(entries), index]))
const keys: readonly (readonly SecretKey[])[] = keyrings.map((entries) => {
  return entries.map(({ appId, serverSecret }) => deriveKey(provider, appId, serverSecret))
})

/** Whether its keys are among those of the vectors, which may have changed since it was kept. */
export function isRecipe({ ring, made }: Recipe): boolean {
  return keyrings[ring] !== undefined && (typeof made === 'string' || keyrings[ring][made.key] !== undefined)
}

export function tokenOf({ made, ring }: Recipe): string {
  return typeof made === 'string' ? made : assemble(made, ring)
}

function assemble({ key: index, format, claims, iv: drawn, header, suffix, signed }: Parts, ring: number): string {
  const key = keys[ring]![index]!
  const secret = keyrings[ring]![index]!.serverSecret
  const plaintext = Buffer.from(claims, 'latin1')
  const expiry = header ?? /"expire":(-?\d{1,18})/.exec(claims)?.[1] ?? '0'
  const { iv, ciphertext } =
    drawn === null ? sealed(key, format, plaintext) : encrypted(secret, format, plaintext, drawn)
  const raw = frame({ header: BigInt.asIntN(64, BigInt(expiry)), iv, ciphertext, format })
  if (suffix === null) return token04Text(raw)
  return kitTokenText(raw, signed ? withTag(suffix, key, raw) : suffix)
}

function sealed(key: SecretKey, format: 'cbc' | 'gcm', plaintext: Buffer): { iv: Buffer; ciphertext: Buffer } {
  const { iv, ciphertext } = format === 'cbc' ? sealCbc(key, plaintext) : sealGcm(key, plaintext)
  return { iv: Buffer.from(iv), ciphertext: Buffer.from(ciphertext) }
}

function encrypted(
  secret: string,
  format: 'cbc' | 'gcm',
  plaintext: Buffer,
  drawn: string,
): { iv: Buffer; ciphertext: Buffer } {
  const iv = Buffer.from(drawn, 'hex')
  const ciphertext = format === 'cbc' ? encryptCbc(secret, iv, pkcs7(plaintext)) : encryptGcm(secret, iv, plaintext)
  return { iv, ciphertext }
}

/** The suffix with the tag that its fields would have; unchanged where it is no JSON. */
function withTag(suffix: string, key: SecretKey, raw: Buffer): string {
  let fields: unknown
  try {
    fields = JSON.parse(suffix)
  } catch {
    return suffix
  }
  const { userID, roomID, userName, appID, ext = null } = Object(fields)
  const texts = { userId: textOf(userID), roomId: textOf(roomID), encodedName: textOf(userName) }
  const { kid, tag } = sign(key, { ...texts, appId: Number(appID), ext: ext === null ? null : textOf(ext) }, raw)
  return suffix.replace(/"sig":"[^"]*"/, `"sig":"1.${kid}.${tag}"`)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll(/[^\0-\x7f]/g, '?') : '' // oxlint-disable-line no-control-regex -- ASCII
}

export function seedRecipes(): Recipe[] {
  return seedTests.map((test) => {
    const { kind, options, token } = test
    return { kind, ring: ringOf.get(JSON.stringify(test.keyring))!, options, made: partsOf(test) ?? token }
  })
}

function partsOf({ kind, keyring, token }: SeedTest): Parts | null {
  const [token04 = '', suffix] = token.split('#')
  const opened = openToken(token04, keyring)
  if (opened === null || (suffix === undefined) !== (kind === 'token04')) return null
  const { key, format, plaintext, header, iv } = opened
  const claims = plaintext.toString('latin1')
  const shared = {
    key,
    format,
    claims,
    suffix: suffix === undefined ? null : Buffer.from(suffix, 'base64').toString('latin1'),
  }
  const made = { ...shared, header: String(header), iv: iv.toString('hex'), signed: false }
  const ring = ringOf.get(JSON.stringify(keyring))!
  if (assemble(made, ring) !== token) return null
  // Sealed and signed where the token is: then a change inside keeps it so.
  const free = { ...made, iv: null, header: null, signed: shared.suffix?.includes('"sig":') ?? false }
  return assemble(free, ring) === token ? free : made
}

export function mutateRecipe(recipe: Recipe, other: Recipe, random: Random): Recipe {
  const { made } = recipe
  if (typeof made === 'string') return { ...recipe, made: mutateText(made, tokenOf(other), random) }
  const theirs = typeof other.made === 'string' ? null : other.made
  const choice = random.below(16)
  if (choice < 6)
    return { ...recipe, made: { ...made, claims: mutateClaims(made.claims, theirs?.claims ?? '', random) } }
  if (choice < 10 && made.suffix !== null) {
    return { ...recipe, made: { ...made, suffix: mutateText(made.suffix, theirs?.suffix ?? '', random) } }
  }
  if (choice === 10) return { ...recipe, made: { ...made, signed: !made.signed } }
  if (choice === 11)
    return { ...recipe, made: { ...made, iv: random.bytes(made.format === 'gcm' ? 12 : 16).toString('hex') } }
  if (choice === 12) return { ...recipe, made: { ...made, format: made.format === 'gcm' ? 'cbc' : 'gcm', iv: null } }
  if (choice === 13)
    return { ...recipe, made: { ...made, header: random.pick([null, '0', '-1', '1767229201', '253402300800']) } }
  if (choice === 14) return { ...recipe, options: mutateOptions(recipe.options, other.options, random) }
  return { ...recipe, made: mutateText(tokenOf(recipe), tokenOf(other), random) }
}

function mutateClaims(claims: string, other: string, random: Random): string {
  if (random.below(4) === 0) return mutateBytes(claims, other, random)
  const text = mutateText(Buffer.from(claims, 'latin1').toString(), Buffer.from(other, 'latin1').toString(), random)
  return Buffer.from(text).toString('latin1')
}

function mutateOptions(options: Options, other: Options, random: Random): Options {
  const { now } = options
  return random.pick<Options>([
    { ...options, accept: random.pick(['signed', 'sealed', 'bare'] as const) },
    { ...other, now },
    { ...options, now: now + random.pick([-61, -60, -1, 1, 3599, 3600, 86_400]) },
    { ...options, clockTolerance: random.pick([0, 1, 300]) },
    { ...options, maxLifetime: random.pick([1, 3600, 86_400, 1e9]) },
    { ...options, roomId: random.pick(['room-1', 'lobby', '']), userId: random.pick(['user-1', 'ada']) },
  ])
}

export function* smallerRecipes(recipe: Recipe): Iterable<Recipe> {
  const { made } = recipe
  if (typeof made === 'string') {
    for (const text of shorterTexts(made)) yield { ...recipe, made: text }
    return
  }
  for (const claims of shorterTexts(made.claims)) yield { ...recipe, made: { ...made, claims } }
  if (made.suffix !== null)
    for (const suffix of shorterTexts(made.suffix)) yield { ...recipe, made: { ...made, suffix } }
}
