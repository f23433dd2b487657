// Puts a call on the page: one host element, one open shadow root, its sheets, the views. And takes it away.
import { effect } from '@preact/signals'
import { render } from 'preact'
import type { Call } from '../models/call.ts'
import { styleSheets } from '../styles/sheets.ts'
import { App } from '../views/app.tsx'

/** Mounts `call` in `container`, or over the whole page. The returned function removes every trace. */
export function mount(call: Call, container: Element | null): () => void {
  const host = document.createElement('div')
  host.dataset['roompass'] = ''
  host.dataset['theme'] = call.settings.theme
  if (container === null) host.dataset['place'] = 'page'
  host.lang = 'en'
  const root = host.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = styleSheets()
  ;(container ?? document.body).append(host)
  // A container that is laid out and gives no height would squeeze the kit to nothing.
  if (host.getClientRects().length > 0 && host.offsetHeight === 0) host.dataset['place'] = 'flow'
  // With neither pre-join nor leaving view the kit shows nothing after the call; nor may its ground hide the page.
  const stopHiding = effect(() => {
    host.hidden = call.phase.value.name === 'idle'
  })
  render(<App call={call} />, root)
  return () => {
    stopHiding()
    render(null, root)
    host.remove()
  }
}
