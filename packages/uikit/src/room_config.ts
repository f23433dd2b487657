// What a page passes to `joinRoom`: every key that ZEGOCLOUD's kit takes is accepted, so that a page moves over
// unchanged. Those of WorkingConfig work. The others are taken and do nothing yet:
// models/wishes.ts tells whoever builds the page.
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
  /** Offer to choose microphone, camera and loudspeaker where there are several. Default true. */
  showAudioVideoSettingsButton?: boolean
  /** 'Auto' (default): two people share a wide stage as one large picture and a small one. 'Grid': always equal tiles. */
  layout?: 'Auto' | 'Sidebar' | 'Grid'
  /** Links that invite others: the room offers to copy them. */
  sharedLinks?: { name?: string; url?: string }[]
  /** A picture at the head of the room. */
  branding?: { logoURL?: string }
  videoScreenConfig?: VideoScreenConfig
  /** Ctrl or ⌘ with D for the microphone, with E for the camera, while the focus is in the kit. Default true. */
  keyboardShortcuts?: boolean
  /** What the kit says in the console to whoever builds the page: 'Error' and 'None' silence its notices. */
  console?: string
  /** Default 'auto': as the person's system has it. */
  theme?: Theme
  /** Your own words for any text of the kit. */
  messages?: MessageOverrides
  /** The language of your `messages`, as BCP 47 has it. The kit's own texts are English. */
  language?: string
  /** Once for each time the room is really joined. */
  onJoinRoom?: () => void
  /** The room was left, by the person or for them; not when they were removed. */
  onLeaveRoom?: () => void
  /** Old name of `onJoinRoom`. */
  joinRoomCallback?: () => void
  /** Old name of `onLeaveRoom`. */
  leaveRoomCallback?: () => void
  /** Others who came; the first call names those who were there already. */
  onUserJoin?: (users: KitUser[]) => void
  onUserLeave?: (users: KitUser[]) => void
  /** About 30 seconds before the token's end: call `renewToken` with a fresh one. */
  onTokenWillExpire?: () => void
  onYouRemovedFromRoom?: () => void
  onCameraStateUpdated?: (state: 'ON' | 'OFF') => void
  onMicrophoneStateUpdated?: (state: 'ON' | 'OFF') => void
  /** Return home was clicked in the leaving view; without it the pre-join view comes back. */
  onReturnToHomeScreenClicked?: () => void
}

export interface VideoScreenConfig {
  /** How a picture fills its tile. Default 'cover'; ZEGOCLOUD's is 'contain'. */
  objectFit?: 'cover' | 'contain' | 'fill'
  /** Default true. */
  localMirror?: boolean
  /** Default false. */
  pullStreamMirror?: boolean
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
  /** How many people a room holds is decided by the server. */
  maxUsers?: number
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
  showTurnOffRemoteCameraButton?: boolean
  showTurnOffRemoteMicrophoneButton?: boolean
  showTextChat?: boolean
  showUserList?: boolean
  showRemoveUserButton?: boolean
  lowerLeftNotification?: { showUserJoinAndLeave?: boolean; showTextChat?: boolean }
  showLayoutButton?: boolean
  showPinButton?: boolean
  showNonVideoUser?: boolean
  showOnlyAudioUser?: boolean
  showScreenSharingButton?: boolean
  whiteboardConfig?: { showAddImageButton?: boolean; showCreateAndCloseButton?: boolean }
  showInviteToCohostButton?: boolean
  showRemoveCohostButton?: boolean
  showRequestToCohostButton?: boolean
  rightPanelExpandedType?: string
  autoHideFooter?: boolean
  enableUserSearch?: boolean
  videoCodec?: string
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
  onLocalStreamUpdated?: Callback
  onScreenSharingStreamUpdated?: Callback
  onStreamUpdate?: Callback
  onLiveStart?: Callback
  onLiveEnd?: Callback
  onUserStateUpdated?: Callback
  onScreenRotation?: Callback
  onWhiteboardUpdated?: Callback
  userUpdateCallback?: Callback
}

/** Everything `joinRoom` takes. */
export type RoomConfig = WorkingConfig & AcceptedConfig
