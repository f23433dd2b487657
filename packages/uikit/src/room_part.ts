// The part of the kit that nobody needs before they join: loaded while the first view already stands.
export { createRoomClient } from '@roompass/room/client'
export { unmetWishes } from './models/wishes.ts'
export { roomSheets } from './styles/room_sheets.ts'
export { Room } from './views/room.tsx'
