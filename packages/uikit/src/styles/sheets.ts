// All style sheets of the kit as constructed sheets, which no `style-src` policy of the page stops.
import base from './base.css?inline'
import button from './button.css?inline'
import dialog from './dialog.css?inline'
import preview from './preview.css?inline'
import room from './room.css?inline'
import ticket from './ticket.css?inline'
import tile from './tile.css?inline'
import toggle from './toggle.css?inline'
import tokens from './tokens.css?inline'

const texts = [tokens, base, button, toggle, preview, ticket, tile, room, dialog]

/** The kit's sheets; built on the first call, since they need a document. */
export function styleSheets(): CSSStyleSheet[] {
  built ??= texts.map((text) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    return sheet
  })
  return built
}

let built: CSSStyleSheet[] | null = null
