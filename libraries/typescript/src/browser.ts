// @roompass/token for pages: what needs no secret. Minting and verifying belong on a server and say so here.
import { provider } from '#crypto'
import { generateKitTokenForTestWith, type GenerateKitTokenForTest } from './zego.ts'

export { KitTokenError } from './errors.ts'
export type { KitTokenErrorCode } from './reasons.ts'
export { inspect, type InspectOptions } from './inspect.ts'
export { read, type Shown } from './read.ts'
export { generateKitTokenForProduction } from './zego.ts'
export { Token04Error, type Token04ErrorCode } from './zego_errors.ts'

/** A Kit Token for trying things out, made in the page with its secret. Warns once: whoever opens the page has the secret. */
export const generateKitTokenForTest: GenerateKitTokenForTest = generateKitTokenForTestWith(provider)

export const createKeyring: () => never = onServersOnly('createKeyring')
export const mint: () => never = onServersOnly('mint')
export const mintToken04: () => never = onServersOnly('mintToken04')
export const verify: () => never = onServersOnly('verify')
export const verifyToken04: () => never = onServersOnly('verifyToken04')
export const generateToken04: () => never = onServersOnly('generateToken04')

function onServersOnly(name: string): () => never {
  return () => {
    throw new TypeError(`${name} needs the ServerSecret, which must never be in a page: call it on a server`)
  }
}
