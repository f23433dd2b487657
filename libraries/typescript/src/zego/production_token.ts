// ZEGOCLOUD's generateKitTokenForProduction: what a page does with the Token04 of its server. It needs no key, and pulls none in.
import { joinKitToken } from '../codec/frame.ts'
import { isAppId, isWellFormed } from '../names.ts'

const latin1Text = /^[\u0000-\u00ff]*$/ // oxlint-disable-line no-control-regex -- the range of btoa

/**
 * Joins a Token04 from your server with the readable suffix, as ZEGOCLOUD's UIKit does: the same arguments, the same bytes. The suffix
 * is not signed (a room that is to be certain belongs into the payload of the Token04), so where you have the choice, `mint` on the
 * server and hand its Kit Token to the page.
 * @param appID 1 to 4294967295
 * @param token what your server answered: "04…", without "#"
 * @param roomID characters up to U+00FF; "" is no room
 * @param userID the user of the Token04; characters up to U+00FF
 * @param userName text of any script; default ""
 * @throws TypeError naming the argument that would have made a broken token
 * @example
 * const { token } = await (await fetch('/v1/token?userID=ada')).json()
 * const kitToken = generateKitTokenForProduction(1234567890, token, 'lobby', 'ada', 'Ada L.')
 */
export function generateKitTokenForProduction(
  appID: number,
  token: string,
  roomID: string,
  userID: string,
  userName: string = '',
): string {
  if (!isAppId(appID)) throw new TypeError('appID must be a number from 1 to 4294967295')
  if (typeof token !== 'string' || token === '') {
    throw new TypeError('token must be the Token04 that your server answered')
  }
  if (token.includes('#')) throw new TypeError('token is a Kit Token already: it has a "#"')
  checkId('roomID', roomID)
  checkId('userID', userID)
  if (userID === '') throw new TypeError('userID must not be empty')
  if (typeof userName !== 'string' || !isWellFormed(userName)) throw new TypeError('userName must be well-formed text')
  const suffix = { userID, roomID, userName: encodeURIComponent(userName), appID }
  return joinKitToken(token, btoa(JSON.stringify(suffix)))
}

function checkId(name: string, value: string): void {
  if (typeof value !== 'string') throw new TypeError(`${name} must be a string`)
  if (!latin1Text.test(value)) throw new TypeError(`${name} has characters outside Latin-1; show names in userName`)
}
