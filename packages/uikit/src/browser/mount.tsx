// Puts a call on the page: one host element, one open shadow root, its sheets, the views. And takes it away.
import { render } from 'preact'
import type { Call } from '../models/call.ts'
import { styleSheets } from '../styles/sheets.ts'
import { App } from '../views/app.tsx'

/** Mounts `call` in `container`, or over the whole page. The returned function removes every trace. */
export function mount(call: Call, container: Element | null): () => void {
  const host = document.createElement('div')
  host.dataset['theme'] = call.settings.theme
  host.dataset['roompass'] = ''
  if (container === null) host.dataset['place'] = 'page'
  else if (container.clientHeight === 0) host.dataset['place'] = 'flow'
  host.lang = 'en'
  const root = host.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = styleSheets()
  ;(container ?? document.body).append(host)
  render(<App call={call} />, root)
  return () => {
    render(null, root)
    host.remove()
  }
}
