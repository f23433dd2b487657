// Puts a call on the page: one host element, one open shadow root, its sheets, the views. And takes it away.
import { effect } from '@preact/signals'
import { render } from 'preact'
import type { Call } from '../models/call_types.ts'
import { styleSheets } from '../styles/sheets.ts'
import { App, type RoomView } from '../views/app.tsx'
import { followShortcuts } from './shortcuts.ts'

/** What comes with the code of the room. */
export interface RoomPart {
  readonly Room: RoomView
  roomSheets(): readonly CSSStyleSheet[]
}

/**
 * Mounts `call` in `container`, or over the whole page. `roomPart` gives what has come by the time one is in the room.
 * The returned function removes every trace.
 */
export function mount(call: Call, container: Element | null, roomPart: () => RoomPart | null): () => void {
  const host = document.createElement('div')
  host.dataset['roompass'] = ''
  host.dataset['theme'] = call.settings.theme
  if (container === null) host.dataset['place'] = 'page'
  host.lang = call.settings.language
  const root = host.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = [...styleSheets()]
  let adopted = false
  const roomView = (): RoomView | null => {
    const part = roomPart()
    if (part === null) return null
    if (!adopted) root.adoptedStyleSheets.push(...part.roomSheets())
    adopted = true
    return part.Room
  }
  ;(container ?? document.body).append(host)
  // A container that is laid out and gives no height would squeeze the kit to nothing.
  if (host.getClientRects().length > 0 && host.offsetHeight === 0) host.dataset['place'] = 'flow'
  // With neither pre-join nor leaving view the kit shows nothing after the call; nor may its ground hide the page.
  const stopHiding = effect(() => {
    host.hidden = call.phase.value.name === 'idle'
  })
  const stopShortcuts = followShortcuts(host, call)
  render(<App call={call} roomView={roomView} />, root)
  return () => {
    stopShortcuts()
    stopHiding()
    render(null, root)
    host.remove()
  }
}
