// The style sheets of the kit as constructed sheets, which no `style-src` policy of the page stops.
// Those of the room come with its code (room_sheets.ts).
import base from './base.css?inline'
import button from './button.css?inline'
import { sheetsOf } from './construct.ts'
import notice from './notice.css?inline'
import picker from './picker.css?inline'
import preview from './preview.css?inline'
import ticket from './ticket.css?inline'
import toggle from './toggle.css?inline'
import tokens from './tokens.css?inline'

/** What every view needs; built on the first call, since sheets need a document. */
export const styleSheets: () => readonly CSSStyleSheet[] = sheetsOf([
  tokens,
  base,
  button,
  toggle,
  picker,
  preview,
  ticket,
  notice,
])
