// ZEGOCLOUD's generateKitTokenForTest: a whole Kit Token from the ServerSecret, wherever that is. For trying things out.
import { systemNow } from '../ambient.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { isAppId, isRoomId, isUserId, roomIdRule, userIdRule } from '../names.ts'
import { isServerSecret } from '../server_secret.ts'
import { isLifetime, mintOfficialWith } from './official_token.ts'
import { generateKitTokenForProduction } from './production_token.ts'

const defaultLifetime = 7200

export type GenerateKitTokenForTest = (
  appID: number,
  serverSecret: string,
  roomID: string,
  userID: string,
  userName?: string,
  expirationSeconds?: number,
) => string

/** Makes `generateKitTokenForTest` over a provider. It warns once. */
export function generateKitTokenForTestWith(provider: CryptoProvider): GenerateKitTokenForTest {
  const mint = mintOfficialWith(provider)
  const warnOnce = warner()
  return (appID, serverSecret, roomID, userID, userName = '', expirationSeconds = defaultLifetime) => {
    if (!isAppId(appID)) throw new TypeError('appID must be a number from 1 to 4294967295')
    if (!isServerSecret(serverSecret)) {
      throw new TypeError('serverSecret must be the 32 characters that the console shows; an AppSign has 64')
    }
    if (roomID !== '' && !isRoomId(roomID)) throw new TypeError(`roomID must be ${roomIdRule}, or ""`)
    if (!isUserId(userID)) throw new TypeError(`userID must be ${userIdRule}`)
    const issuedAt = systemNow()
    if (!isLifetime(expirationSeconds, issuedAt)) {
      throw new TypeError('expirationSeconds must be a whole number of seconds above 0')
    }
    warnOnce()
    const token = mint({
      appId: appID,
      serverSecret,
      userId: userID,
      issuedAt,
      lifetime: expirationSeconds,
      payload: '',
    })
    return generateKitTokenForProduction(appID, token, roomID, userID, userName)
  }
}

function warner(): () => void {
  let warned = false
  return () => {
    if (warned) return
    warned = true
    // oxlint-disable-next-line no-console -- whoever ships a secret must be told where they look
    console.warn(
      'generateKitTokenForTest uses the ServerSecret right here. Whoever can open this page can read it, and then enter every room as anyone. ' +
        'Never ship it: mint on a server and call generateKitTokenForProduction. If this secret was published, replace it.',
    )
  }
}
