// The kit's own line icons, 24 by 24, drawn with the colour of the text around them. Decorative: names are on buttons.
import type { ComponentChildren, JSX } from 'preact'

function icon(children: ComponentChildren): () => JSX.Element {
  return () => (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  )
}

const slash = <path d="M4 4l16 16" />

export const MicrophoneIcon: () => JSX.Element = icon(
  <>
    <rect x="9" y="3" width="6" height="11" rx="3" />
    <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
  </>,
)
export const MicrophoneOffIcon: () => JSX.Element = icon(
  <>
    <path d="M15 9.5V6a3 3 0 0 0-5.8-1.1M9 9v2a3 3 0 0 0 4.6 2.5" />
    <path d="M5.5 11.5a6.5 6.5 0 0 0 10.6 5M18.5 11.5a6.5 6.5 0 0 1-.5 2.4M12 18v3" />
    {slash}
  </>,
)
export const CameraIcon: () => JSX.Element = icon(
  <>
    <rect x="3" y="6.5" width="12" height="11" rx="3" />
    <path d="M15 11l4.4-2.7a.75.75 0 0 1 1.1.64v6.12a.75.75 0 0 1-1.1.64L15 13" />
  </>,
)
export const CameraOffIcon: () => JSX.Element = icon(
  <>
    <path d="M9.5 6.5H12a3 3 0 0 1 3 3V11l4.4-2.7a.75.75 0 0 1 1.1.64v6.12c0 .3-.15.5-.37.6" />
    <path d="M15 15.5a3 3 0 0 1-2.6 2H6a3 3 0 0 1-3-3v-5a3 3 0 0 1 2.4-2.9" />
    {slash}
  </>,
)
export const LeaveIcon: () => JSX.Element = icon(
  <>
    <path d="M13 4H7.5A2.5 2.5 0 0 0 5 6.5v11A2.5 2.5 0 0 0 7.5 20H13" />
    <path d="M11 12h9.5M17 8.5l3.5 3.5-3.5 3.5" />
  </>,
)
export const SoundIcon: () => JSX.Element = icon(
  <>
    <path d="M4 10v4h3.5L12 18V6L7.5 10z" />
    <path d="M15.5 9a4.5 4.5 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11" />
  </>,
)
export const AlertIcon: () => JSX.Element = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 8v4.5M12 15.8v.1" />
  </>,
)
export const EyeIcon: () => JSX.Element = icon(
  <>
    <path d="M2.8 12S6 5.8 12 5.8 21.2 12 21.2 12 18 18.2 12 18.2 2.8 12 2.8 12z" />
    <circle cx="12" cy="12" r="2.8" />
  </>,
)
export const PeopleIcon: () => JSX.Element = icon(
  <>
    <circle cx="9" cy="8.5" r="3.2" />
    <path d="M3 19a6 6 0 0 1 12 0M15.5 5.6a3.2 3.2 0 0 1 0 5.8M17.5 14a6 6 0 0 1 3.5 5" />
  </>,
)
export const SettingsIcon: () => JSX.Element = icon(
  <>
    <path d="M4 7h9M17 7h3M4 17h3M11 17h9" />
    <circle cx="15" cy="7" r="2" />
    <circle cx="9" cy="17" r="2" />
  </>,
)
export const LinkIcon: () => JSX.Element = icon(
  <>
    <path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1" />
    <path d="M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1" />
  </>,
)
export const CheckIcon: () => JSX.Element = icon(<path d="M5 12.5l4.5 4.5L19 7.5" />)
export const ClockIcon: () => JSX.Element = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7.5V12l3 2" />
  </>,
)
export const ChevronIcon: () => JSX.Element = icon(<path d="M7 10l5 5 5-5" />)
