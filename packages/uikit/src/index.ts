// The public face of the kit. Importing it touches no document, so that servers may import it too.
export { UIKitPrebuilt } from './zego.ts'
export { create, type CreateOptions, type Kit } from './kit.ts'
export type { AcceptedConfig, KitUser, RoomConfig, ScenarioConfig, Theme, WorkingConfig } from './room_config.ts'
export type { MessageOverrides, Messages } from './models/messages.ts'
export type { EndText } from './models/end_texts.ts'
export type { EndReason } from './models/room_types.ts'
export { version } from './version.ts'
export { generateKitTokenForProduction, generateKitTokenForTest } from '@roompass/token'
