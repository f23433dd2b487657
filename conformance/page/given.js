// A page that is handed its Kit Token by its own server, here by the test: `enterRoom(kitToken, serverUrl, config)`.
import { create } from '@roompass/uikit'
import { callbacks } from './record.js'

window.enterRoom = async (kitToken, serverUrl, config) => {
  window.kit = create(kitToken, { serverUrl })
  await window.kit.joinRoom({ container: document.querySelector('#root'), ...callbacks, ...config })
}
