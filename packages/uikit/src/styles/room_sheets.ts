// The style sheets that only the room needs.
import { sheetsOf } from './construct.ts'
import dialog from './dialog.css?inline'
import room from './room.css?inline'
import tile from './tile.css?inline'

/** To be adopted behind those of `styleSheets`. */
export const roomSheets: () => readonly CSSStyleSheet[] = sheetsOf([tile, room, dialog])
