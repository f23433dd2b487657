// The class that pages written for ZEGOCLOUD's kit know: same statics, same methods, over one Kit. No logic of its own.
import { generateKitTokenForProduction, generateKitTokenForTest } from '@roompass/token'
import { warn } from './browser/notices.ts'
import { create, type CreateOptions, type Kit } from './kit.ts'
import type { RoomConfig } from './room_config.ts'
import { version } from './version.ts'

let current: UIKitPrebuilt | null = null

/** ZEGOCLOUD's `ZegoUIKitPrebuilt`, for Roompass rooms. */
export class UIKitPrebuilt {
  static readonly Host = 'Host'
  static readonly Cohost = 'Cohost'
  static readonly Audience = 'Audience'
  static readonly OneONoneCall = 'OneONoneCall'
  static readonly GroupCall = 'GroupCall'
  static readonly VideoConference = 'VideoConference'
  static readonly LiveStreaming = 'LiveStreaming'
  static readonly LiveStreamingMode: Readonly<
    Record<
      'StandardLive' | 'StanderLive' | 'PremiumLive' | 'LiveStreaming' | 'InteractiveLiveStreaming' | 'RealTimeLive',
      string
    >
  > = Object.freeze({
    StandardLive: 'LiveStreaming',
    // As their type definitions spell it.
    StanderLive: 'LiveStreaming',
    PremiumLive: 'InteractiveLiveStreaming',
    LiveStreaming: 'LiveStreaming',
    InteractiveLiveStreaming: 'InteractiveLiveStreaming',
    RealTimeLive: 'RealTimeLive',
  })
  static readonly VideoResolution_180P = '180p'
  static readonly VideoResolution_360P = '360p'
  static readonly VideoResolution_480P = '480p'
  static readonly VideoResolution_720P = '720p'
  static readonly ScreenSharingResolution_Auto = 'auto'
  static readonly ScreenSharingResolution_360P = '360p'
  static readonly ScreenSharingResolution_480P = '480p'
  static readonly ScreenSharingResolution_720P = '720p'
  static readonly ScreenSharingResolution_1080P = '1080p'
  static readonly ScreenSharingResolution_2K = '2k'
  static readonly ScreenSharingResolution_4K = '4k'
  static readonly ScreenSharingResolution_Custom = 'custom'
  static readonly VideoMixinOutputResolution: Readonly<
    Record<'_180P' | '_360P' | '_480P' | '_540P' | '_720P' | '_1080P', string>
  > = Object.freeze({
    _180P: '180p',
    _360P: '360p',
    _480P: '480p',
    _540P: '540p',
    _720P: '720p',
    _1080P: '1080p',
  })
  static readonly RightPanelExpandedType: Readonly<
    Record<'None' | 'RoomDetails' | 'RoomMembers' | 'RoomMessages', string>
  > = Object.freeze({
    None: 'None',
    RoomDetails: 'RoomDetails',
    RoomMembers: 'RoomMembers',
    RoomMessages: 'RoomMessages',
  })
  static readonly InvitationTypeVoiceCall = 0
  static readonly InvitationTypeVideoCall = 1
  static readonly ConsoleDebug = 'Debug'
  static readonly ConsoleInfo = 'Info'
  static readonly ConsoleWarning = 'Warning'
  static readonly ConsoleError = 'Error'
  static readonly ConsoleNone = 'None'

  /** A Kit Token from a Token04 that your server issued. */
  static generateKitTokenForProduction(
    appID: number,
    token: string,
    roomID: string,
    userID: string,
    userName?: string,
  ): string {
    return generateKitTokenForProduction(appID, token, roomID, userID, userName)
  }

  /** A Kit Token made in the page from the ServerSecret: for trying out only, since everyone can read the secret. */
  static generateKitTokenForTest(
    appID: number,
    serverSecret: string,
    roomID: string,
    userID: string,
    userName?: string,
    expirationSeconds?: number,
  ): string {
    return generateKitTokenForTest(appID, serverSecret, roomID, userID, userName, expirationSeconds)
  }

  /** The kit of this page. There is one until `destroy`: a second call returns it, and warns. */
  static create(kitToken: string, options: CreateOptions = {}): UIKitPrebuilt {
    if (current === null) current = new UIKitPrebuilt(create(kitToken, options))
    else warn('create was called again before destroy; the first kit stands and the new token is not used')
    return current
  }

  static getVersion(): string {
    return version
  }

  readonly #kit: Kit
  /** Accepted for pages that set it here instead of in the config; no effect yet. */
  autoLeaveRoomWhenOnlySelfInRoom = false

  private constructor(kit: Kit) {
    this.#kit = kit
  }

  /** Shows the kit; see `Kit.joinRoom`. */
  joinRoom(config?: RoomConfig): Promise<void> {
    return this.#kit.joinRoom(config)
  }

  /** Leaves without asking. */
  leaveRoom(): Promise<void> {
    return this.#kit.leaveRoom()
  }

  /** ZEGOCLOUD's name of `leaveRoom`. */
  hangUp(): Promise<void> {
    return this.#kit.leaveRoom()
  }

  /** Leaves, and removes the kit from the page; after that `create` makes a new one. */
  destroy(): Promise<void> {
    if (current === this) current = null
    return this.#kit.destroy()
  }

  /** Stays in the room with a fresh token. Resolves to false when the room refused it. */
  renewToken(kitToken: string): Promise<boolean> {
    return this.#kit.renewToken(kitToken)
  }

  getRoomID(): string {
    return this.#kit.roomId
  }

  getVersion(): string {
    return version
  }

  /** Accepted; the kit speaks English, and your own words through `messages`. */
  setLanguage(language: string): void {
    if (!language.startsWith('en')) warn(`setLanguage: no texts for "${language}" yet; use the messages option`)
  }

  /** Accepted: what ZEGOCLOUD needs plugins for, rooms of Roompass do by themselves. */
  addPlugins(plugins?: unknown): void {
    void plugins
  }

  get localStream(): MediaStream | null {
    return this.#kit.localStream
  }
}
