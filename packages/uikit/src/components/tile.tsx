// One person on the stage: picture or initials, name, muted, speaking, reconnecting. Its place comes from outside.
import type { JSX } from 'preact'
import type { Messages } from '../models/messages.ts'
import { fill } from '../models/messages.ts'
import type { Rect } from '../models/layout.ts'
import type { Person } from '../models/room_types.ts'
import { Avatar } from './avatar.tsx'
import { MicrophoneOffIcon } from './icons.tsx'
import { Spinner } from './spinner.tsx'
import { Video } from './video.tsx'

export interface TileProps {
  readonly person: Person
  /** The picture to show, or null for the initials. */
  readonly picture: MediaStream | null
  readonly rect: Rect
  readonly showName: boolean
  readonly messages: Messages
}

export function Tile({ person, picture, rect, showName, messages }: TileProps): JSX.Element {
  const plain = person.userName || messages.guest
  const name = person.isSelf ? fill(messages.you, { name: plain }) : plain
  const speaking = person.speaking && person.microphone && person.link !== 'interrupted'
  const state = [!person.microphone && messages.microphoneOff, speaking && messages.speaking].filter(Boolean)
  return (
    <div
      class="tile"
      role="group"
      aria-label={[name, ...state].join(', ')}
      data-speaking={speaking}
      data-link={person.link}
      style={{
        left: `${rect.x}px`,
        top: `${rect.y}px`,
        width: `${rect.width}px`,
        height: `${rect.height}px`,
      }}
    >
      {picture === null ? (
        <Avatar userId={person.userId} name={plain} />
      ) : (
        <Video stream={picture} mirrored={person.isSelf} />
      )}
      <TileLink link={person.isSelf ? 'connected' : person.link} messages={messages} />
      {(showName || !person.microphone) && (
        <span class="tile-label" aria-hidden="true">
          {!person.microphone && <MicrophoneOffIcon />}
          {speaking && <span class="voice" />}
          {showName && <bdi class="tile-name">{name}</bdi>}
        </span>
      )}
    </div>
  )
}

function TileLink({
  link,
  messages,
}: {
  readonly link: Person['link']
  readonly messages: Messages
}): JSX.Element | null {
  if (link === 'connected') return null
  return (
    <span class="tile-link">
      <Spinner />
      {link === 'interrupted' ? messages.personReconnecting : messages.personConnecting}
    </span>
  )
}
