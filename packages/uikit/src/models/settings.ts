// A page's room config, made whole: defaults filled in, odd values set right, callbacks that cannot break a call.
import type { KitUser, RoomConfig, Theme } from '../room_config.ts'
import { english, messagesWith, type Messages } from './messages.ts'

export interface Callbacks {
  onJoinRoom(): void
  onLeaveRoom(): void
  onUserJoin(users: KitUser[]): void
  onUserLeave(users: KitUser[]): void
  onTokenWillExpire(): void
  onYouRemovedFromRoom(): void
  /** Leaving was confirmed in the dialog. */
  onLeaveConfirmed(): void
  /** Null where the page has none: then the kit itself returns to the pre-join view. */
  readonly onReturnToHomeScreenClicked: (() => void) | null
}

export interface DeviceSetting {
  readonly atJoin: boolean
  readonly showButton: boolean
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
    theme: config.theme === 'light' || config.theme === 'dark' ? config.theme : 'auto',
    messages,
    callbacks: callbacksOf(config, report),
  }
}

function deviceOf(atJoin = true, showButton = true): DeviceSetting {
  return { atJoin, showButton }
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
    onLeaveConfirmed: () => safely(() => config.leaveRoomDialogConfig?.confirmCallback?.()),
    onReturnToHomeScreenClicked: home === undefined ? null : () => safely(home),
  }
}
