// Which options of a page's config have no effect, so that whoever builds the page hears of it once. Pure.
import type { AcceptedConfig, RoomConfig, WorkingConfig } from '../room_config.ts'

/** The options that work; the type keeps the list whole. */
const working: Readonly<Record<keyof WorkingConfig, true>> = {
  container: true,
  scenario: true,
  showPreJoinView: true,
  preJoinViewConfig: true,
  turnOnMicrophoneWhenJoining: true,
  turnOnCameraWhenJoining: true,
  showMyCameraToggleButton: true,
  showMyMicrophoneToggleButton: true,
  showLeavingView: true,
  showLeaveRoomConfirmDialog: true,
  leaveRoomDialogConfig: true,
  showUserName: true,
  showAudioVideoSettingsButton: true,
  layout: true,
  language: true,
  sharedLinks: true,
  branding: true,
  videoScreenConfig: true,
  keyboardShortcuts: true,
  console: true,
  theme: true,
  messages: true,
  onJoinRoom: true,
  onLeaveRoom: true,
  joinRoomCallback: true,
  leaveRoomCallback: true,
  onUserJoin: true,
  onUserLeave: true,
  onTokenWillExpire: true,
  onYouRemovedFromRoom: true,
  onCameraStateUpdated: true,
  onMicrophoneStateUpdated: true,
  onReturnToHomeScreenClicked: true,
}

// It is so anyway: only `false` would ask for something.
const alwaysOn: ReadonlySet<string> = new Set<keyof AcceptedConfig>([
  'showNonVideoUser',
  'showOnlyAudioUser',
  'useFrontFacingCamera',
])

// It is not there: `false` asks for nothing. For any other name it may be a misspelt wish, which nobody would ever notice.
const alwaysOff: ReadonlySet<string> = new Set<keyof AcceptedConfig>([
  'showTextChat',
  'showUserList',
  'showRoomTimer',
  'showRoomDetailsButton',
  'showScreenSharingButton',
  'showLayoutButton',
  'showPinButton',
  'showMoreButton',
  'showTurnOffRemoteCameraButton',
  'showTurnOffRemoteMicrophoneButton',
  'showRemoveUserButton',
  'showInviteToCohostButton',
  'showRemoveCohostButton',
  'showRequestToCohostButton',
  'showWaitingCallAcceptAudioVideoView',
  'showRotatingScreenButton',
  'showBackgroundProcessButton',
  'autoHideFooter',
  'autoLeaveRoomWhenOnlySelfInRoom',
  'enableStereo',
  'enableUserSearch',
])

/**
 * The options of `config` that ask for something which does not happen here, misspelt ones among them, in the page's order.
 * One that only turns off what is not there (`showTextChat: false`) is fulfilled.
 */
export function unmetWishes(config: RoomConfig): readonly string[] {
  return Object.entries(config)
    .filter(([key, value]) => !isMet(key, value, config))
    .map(([key]) => key)
}

function isMet(key: string, value: unknown, config: RoomConfig): boolean {
  if (value === undefined || value === null) return true
  if (key === 'layout') return value !== 'Sidebar'
  if (key === 'language') return config.messages !== undefined || /^en/i.test(config.language ?? 'en')
  if (Object.hasOwn(working, key)) return true
  if (alwaysOn.has(key)) return value !== false
  if (alwaysOff.has(key)) return value === false
  return value === '' || (Array.isArray(value) && value.length === 0)
}
