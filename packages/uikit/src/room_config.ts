// What a page passes to `joinRoom`: every key that ZEGOCLOUD's kit takes is accepted, so that a page moves over
// unchanged. The keys of the first interface work; the README lists them. The others are taken and do nothing yet.
import type { MessageOverrides } from './models/messages.ts'

/** A person as ZEGOCLOUD's callbacks spell one. */
export interface KitUser {
  readonly userID: string
  readonly userName: string
}

export type Theme = 'auto' | 'light' | 'dark'

/** The options that work. */
export interface WorkingConfig {
  /** Where the kit stands; without it, over the whole page. */
  container?: Element | null
  scenario?: ScenarioConfig
  /** Show the pre-join view first. Default true. */
  showPreJoinView?: boolean
  preJoinViewConfig?: { title?: string; invitationLink?: string }
  /** Default true. */
  turnOnMicrophoneWhenJoining?: boolean
  /** Default true. */
  turnOnCameraWhenJoining?: boolean
  /** Default true. */
  showMyCameraToggleButton?: boolean
  /** Default true. */
  showMyMicrophoneToggleButton?: boolean
  /** Show why the call is over and a way back. Default true. */
  showLeavingView?: boolean
  /** Ask before leaving. Default true. */
  showLeaveRoomConfirmDialog?: boolean
  leaveRoomDialogConfig?: { titleText?: string; descriptionText?: string; confirmCallback?: () => void }
  /** Names on the tiles. Default true. */
  showUserName?: boolean
  /** How many people a room holds is decided by the server; accepted so that pages move over unchanged. */
  maxUsers?: number
  /** Default 'auto': as the person's system has it. */
  theme?: Theme
  /** Your own words for any text of the kit. */
  messages?: MessageOverrides
  /** Once for each time the room is really joined. */
  onJoinRoom?: () => void
  /** The room was left, by the person or for them; not when they were removed. */
  onLeaveRoom?: () => void
  /** Others who came; the first call names those who were there already. */
  onUserJoin?: (users: KitUser[]) => void
  onUserLeave?: (users: KitUser[]) => void
  /** About 30 seconds before the token's end: call `renewToken` with a fresh one. */
  onTokenWillExpire?: () => void
  onYouRemovedFromRoom?: () => void
  /** Return home was clicked in the leaving view; without it the pre-join view comes back. */
  onReturnToHomeScreenClicked?: () => void
}

export interface ScenarioConfig {
  mode?: string
  config?: {
    role?: string
    liveStreamingMode?: string
    enableVideoMixing?: boolean
    videoMixingOutputResolution?: string
  }
}

type Callback = (...args: never[]) => unknown

/** Keys of ZEGOCLOUD's kit that are accepted and have no effect yet. */
export interface AcceptedConfig {
  console?: unknown
  screenSharingConfig?: {
    resolution?: string
    width?: number
    height?: number
    frameRate?: number
    maxBitRate?: number
    onError?: Callback
  }
  useFrontFacingCamera?: boolean
  facingMode?: 'user' | 'environment'
  videoResolutionDefault?: string
  videoResolutionList?: string[]
  enableStereo?: boolean
  showRoomDetailsButton?: boolean
  showRoomTimer?: boolean
  showAudioVideoSettingsButton?: boolean
  showTurnOffRemoteCameraButton?: boolean
  showTurnOffRemoteMicrophoneButton?: boolean
  showTextChat?: boolean
  showUserList?: boolean
  showRemoveUserButton?: boolean
  lowerLeftNotification?: { showUserJoinAndLeave?: boolean; showTextChat?: boolean }
  branding?: { logoURL?: string }
  layout?: 'Auto' | 'Sidebar' | 'Grid'
  showLayoutButton?: boolean
  showPinButton?: boolean
  showNonVideoUser?: boolean
  showOnlyAudioUser?: boolean
  sharedLinks?: { name?: string; url?: string }[]
  showScreenSharingButton?: boolean
  whiteboardConfig?: { showAddImageButton?: boolean; showCreateAndCloseButton?: boolean }
  showInviteToCohostButton?: boolean
  showRemoveCohostButton?: boolean
  showRequestToCohostButton?: boolean
  rightPanelExpandedType?: string
  autoHideFooter?: boolean
  enableUserSearch?: boolean
  videoCodec?: string
  language?: string
  showMoreButton?: boolean
  hideUsersById?: string[]
  videoViewConfig?: { userID?: string; showAvatarWhenCameraOff?: boolean }[]
  backgroundUrl?: string
  liveNotStartedTextForAudience?: string
  startLiveButtonText?: string
  showWaitingCallAcceptAudioVideoView?: boolean
  callingInvitationListConfig?: { waitingSelectUsers?: KitUser[]; defaultChecked?: boolean }
  requireRoomForegroundView?: Callback
  customMessageUI?: Callback
  addInRoomMessageMessageAttributes?: Callback
  addInRoomMessageAttributes?: Callback
  memberViewConfig?: { operationListCustomButton?: Callback }
  videoScreenConfig?: { objectFit?: 'cover' | 'contain' | 'fill'; localMirror?: boolean; pullStreamMirror?: boolean }
  showRotatingScreenButton?: boolean
  sendMessageChannel?: string
  showBackgroundProcessButton?: boolean
  autoLeaveRoomWhenOnlySelfInRoom?: boolean
  onUserAvatarSetter?: Callback
  onInRoomMessageReceived?: Callback
  onSendMessageResult?: Callback
  onInRoomCommandReceived?: Callback
  onInRoomCustomCommandReceived?: Callback
  onInRoomTextMessageReceived?: Callback
  onCameraStateUpdated?: Callback
  onMicrophoneStateUpdated?: Callback
  onLocalStreamUpdated?: Callback
  onScreenSharingStreamUpdated?: Callback
  onStreamUpdate?: Callback
  onLiveStart?: Callback
  onLiveEnd?: Callback
  onUserStateUpdated?: Callback
  onScreenRotation?: Callback
  onWhiteboardUpdated?: Callback
  /** Old name of `onJoinRoom`; works. */
  joinRoomCallback?: () => void
  /** Old name of `onLeaveRoom`; works. */
  leaveRoomCallback?: () => void
  userUpdateCallback?: Callback
}

/** Everything `joinRoom` takes. */
export type RoomConfig = WorkingConfig & AcceptedConfig
