// @roompass/token/zego: the drop-in generator with its error, and nothing else. As CommonJS it runs on every Node since 8 (build/zego.ts),
// so what it needs is written with what Node 8 has.
import { provider } from '#crypto'
import { refuseInPages } from './pages.ts'
import { generateToken04With } from './zego/token04.ts'

export { Token04Error, type Token04ErrorCode } from './zego/token04_error.ts'

const token04Of = /* @__PURE__ */ generateToken04With(provider)

/**
 * ZEGOCLOUD's generator with the same arguments and the same format, but sealed: {@link verifyToken04} takes what it makes, and nobody can
 * change it. The secret is derived anew when it is another than in the last call; {@link mintToken04} with a keyring is faster.
 * @param appId 1 to 4294967295
 * @param userId 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\
 * @param secret the ServerSecret: 32 characters from 0x20 to 0x7E
 * @param effectiveTimeInSeconds the lifetime, a whole number above 0; verify takes 86400 unless told otherwise
 * @param payload default "", as null is; verify takes JSON of `room_id`, `privilege` and `stream_id_list`, ZEGOCLOUD takes any text
 * @throws Token04Error with `errorCode` 1 (app), 3 (user), 5 (secret), 6 (time), in this order; TypeError or RangeError for the payload
 * @example
 * const token = generateToken04(1234567890, 'ada', serverSecret, 3600)
 */
export function generateToken04(
  appId: number,
  userId: string,
  secret: string,
  effectiveTimeInSeconds: number,
  payload?: string | null,
): string {
  refuseInPages('generateToken04')
  return token04Of(appId, userId, secret, effectiveTimeInSeconds, payload)
}
