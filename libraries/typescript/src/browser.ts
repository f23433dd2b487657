// @roompass/token for pages: what needs no secret. Minting and verifying belong on a server and say so here.
// The types are those of index.ts, so that one program compiles for both.
import { provider } from '#crypto'
import type * as servers from './index.ts'
import { refusal } from './pages.ts'
import { generateKitTokenForTestWith } from './zego/test_token.ts'

export { KitTokenError } from './errors.ts'
export { inspect } from './inspect.ts'
export { isRoomId, isUserId, isUserName } from './names.ts'
export { read } from './read.ts'
export { isWeakServerSecret } from './server_secret.ts'
export { kitStreamIds } from './stream_ids.ts'
export { generateKitTokenForProduction } from './zego/production_token.ts'
export { Token04Error } from './zego/token04_error.ts'

export const generateKitTokenForTest: typeof servers.generateKitTokenForTest =
  /* @__PURE__ */ generateKitTokenForTestWith(provider)

export const createKeyring: typeof servers.createKeyring = /* @__PURE__ */ onServersOnly('createKeyring')
export const mint: typeof servers.mint = /* @__PURE__ */ onServersOnly('mint')
export const mintToken04: typeof servers.mintToken04 = /* @__PURE__ */ onServersOnly('mintToken04')
export const mintWithPass: typeof servers.mintWithPass = /* @__PURE__ */ onServersOnly('mintWithPass')
export const mintToken04WithPass: typeof servers.mintToken04WithPass =
  /* @__PURE__ */ onServersOnly('mintToken04WithPass')
export const verify: typeof servers.verify = /* @__PURE__ */ onServersOnly('verify')
export const verifyToken04: typeof servers.verifyToken04 = /* @__PURE__ */ onServersOnly('verifyToken04')
export const generateToken04: typeof servers.generateToken04 = /* @__PURE__ */ onServersOnly('generateToken04')

function onServersOnly(name: string): () => never {
  return () => {
    throw new TypeError(refusal(name))
  }
}
