// The style sheets that only the room needs.
import banner from './banner.css?inline'
import { sheetsOf } from './construct.ts'
import controls from './controls.css?inline'
import dialog from './dialog.css?inline'
import invite from './invite.css?inline'
import room from './room.css?inline'
import tile from './tile.css?inline'

/** To be adopted behind those of `styleSheets`. */
export const roomSheets: () => readonly CSSStyleSheet[] = sheetsOf([tile, room, invite, banner, controls, dialog])
