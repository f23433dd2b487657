// The documented flow, literally: a token from the server, the Kit Token from the token, the room from the Kit Token.
// The page's own address says who and where; the class stands where ZEGOCLOUD's was imported before.
import { UIKitPrebuilt as ZegoUIKitPrebuilt } from '@roompass/uikit'
import { callbacks } from './record.js'

const asked = new URLSearchParams(location.search)
const serverUrl = asked.get('server')
const appID = Number(asked.get('appID'))
const roomID = asked.get('roomID')
const userID = asked.get('userID')
const userName = asked.get('userName')

const url = `${serverUrl}/v1/token`
const { token } = await fetch(`${url}?userID=${userID}&expired_ts=86400`, { method: 'GET' }).then((response) =>
  response.json(),
)
const kitToken = ZegoUIKitPrebuilt.generateKitTokenForProduction(appID, token, roomID, userID, userName)
const zp = ZegoUIKitPrebuilt.create(kitToken, { serverUrl })
// oxlint-disable-next-line typescript/no-floating-promises -- as the documentation has it: a refusal is shown, not thrown
zp.joinRoom({
  container: document.querySelector('#root'),
  scenario: { mode: ZegoUIKitPrebuilt.OneONoneCall },
  ...callbacks,
})
