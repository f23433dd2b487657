// A page's room config, made whole: defaults filled in, odd values set right, callbacks that cannot break a call.
import type { KitUser, RoomConfig, Theme, VideoScreenConfig } from '../room_config.ts'
import { english, messagesWith, type Messages } from './messages.ts'
import type { DeviceKind } from './room_types.ts'

export interface Callbacks {
  onJoinRoom(): void
  onLeaveRoom(): void
  onUserJoin(users: KitUser[]): void
  onUserLeave(users: KitUser[]): void
  onTokenWillExpire(): void
  onYouRemovedFromRoom(): void
  onDeviceSwitched(kind: DeviceKind, on: boolean): void
  /** Leaving was confirmed in the dialog. */
  onLeaveConfirmed(): void
  /** Null where the page has none: then the kit itself returns to the pre-join view. */
  readonly onReturnToHomeScreenClicked: (() => void) | null
}

export interface DeviceSetting {
  readonly atJoin: boolean
  readonly showButton: boolean
}

/** A link that invites others, as the page names it. */
export interface SharedLink {
  readonly name: string
  readonly url: string
}

/** How pictures fill their tiles. A mirrored picture shows a person as a mirror would. */
export interface VideoSetting {
  readonly fit: 'cover' | 'contain' | 'fill'
  readonly mirrorSelf: boolean
  readonly mirrorOthers: boolean
}

export interface Settings {
  readonly preJoin: boolean
  readonly preJoinTitle: string
  readonly leavingView: boolean
  readonly confirmLeave: boolean
  readonly confirmTitle: string
  readonly confirmText: string
  readonly showUserName: boolean
  readonly microphone: DeviceSetting
  readonly camera: DeviceSetting
  /** Offer to choose devices where there are several. */
  readonly chooseDevices: boolean
  /** The page says that this person only watches, as the audience of a live stream does. */
  readonly watchOnly: boolean
  /** The page renews passes when asked. */
  readonly renewsPass: boolean
  /** Two people share a wide stage as one large picture and a small one. */
  readonly spotlight: boolean
  readonly video: VideoSetting
  readonly sharedLinks: readonly SharedLink[]
  readonly logoUrl: string
  readonly shortcuts: boolean
  /** The language of the texts, for screen readers and hyphenation. */
  readonly language: string
  readonly theme: Theme
  readonly messages: Messages
  readonly callbacks: Callbacks
}

/** The settings that `config` means. `report` gets what a callback of the page throws. */
export function settingsOf(config: RoomConfig, report: (error: unknown) => void): Settings {
  const messages = config.messages === undefined ? english : messagesWith(config.messages)
  const dialog = config.leaveRoomDialogConfig
  return {
    preJoin: config.showPreJoinView ?? true,
    preJoinTitle: config.preJoinViewConfig?.title ?? messages.preJoinTitle,
    leavingView: config.showLeavingView ?? true,
    confirmLeave: config.showLeaveRoomConfirmDialog ?? true,
    confirmTitle: dialog?.titleText ?? messages.leaveTitle,
    confirmText: dialog?.descriptionText ?? messages.leaveText,
    showUserName: config.showUserName ?? true,
    microphone: deviceOf(config.turnOnMicrophoneWhenJoining, config.showMyMicrophoneToggleButton),
    camera: deviceOf(config.turnOnCameraWhenJoining, config.showMyCameraToggleButton),
    chooseDevices: config.showAudioVideoSettingsButton ?? true,
    watchOnly: config.scenario?.mode === 'LiveStreaming' && config.scenario.config?.role === 'Audience',
    renewsPass: config.onTokenWillExpire !== undefined,
    spotlight: config.layout !== 'Grid',
    video: videoOf(config.videoScreenConfig),
    sharedLinks: linksOf(config),
    logoUrl: config.branding?.logoURL ?? '',
    shortcuts: config.keyboardShortcuts ?? true,
    language: (config.messages && config.language) ?? 'en',
    theme: config.theme === 'light' || config.theme === 'dark' ? config.theme : 'auto',
    messages,
    callbacks: callbacksOf(config, report),
  }
}

function deviceOf(atJoin = true, showButton = true): DeviceSetting {
  return { atJoin, showButton }
}

/** Those of the page; in older pages the one link of the pre-join view. */
function linksOf({ sharedLinks, preJoinViewConfig }: RoomConfig): readonly SharedLink[] {
  const links = sharedLinks ?? [{ url: preJoinViewConfig?.invitationLink ?? '' }]
  return links.flatMap(({ name = '', url = '' }) => (url === '' ? [] : [{ name, url }]))
}

function videoOf({
  objectFit = 'cover',
  localMirror = true,
  pullStreamMirror = false,
}: VideoScreenConfig = {}): VideoSetting {
  return { fit: objectFit, mirrorSelf: localMirror, mirrorOthers: pullStreamMirror }
}

function callbacksOf(config: RoomConfig, report: (error: unknown) => void): Callbacks {
  const safely = (run: () => unknown): void => {
    try {
      run()
    } catch (error) {
      report(error)
    }
  }
  const home = config.onReturnToHomeScreenClicked
  return {
    onJoinRoom: () => safely(() => (config.onJoinRoom ?? config.joinRoomCallback)?.()),
    onLeaveRoom: () => safely(() => (config.onLeaveRoom ?? config.leaveRoomCallback)?.()),
    onUserJoin: (users) => safely(() => config.onUserJoin?.(users)),
    onUserLeave: (users) => safely(() => config.onUserLeave?.(users)),
    onTokenWillExpire: () => safely(() => config.onTokenWillExpire?.()),
    onYouRemovedFromRoom: () => safely(() => config.onYouRemovedFromRoom?.()),
    onDeviceSwitched: (kind, on) =>
      safely(() =>
        config[kind === 'camera' ? 'onCameraStateUpdated' : 'onMicrophoneStateUpdated']?.(on ? 'ON' : 'OFF'),
      ),
    onLeaveConfirmed: () => safely(() => config.leaveRoomDialogConfig?.confirmCallback?.()),
    onReturnToHomeScreenClicked: home === undefined ? null : () => safely(home),
  }
}
