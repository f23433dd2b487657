// One person on the stage: picture or initials, name, muted, speaking, reconnecting. Its place comes from outside.
import type { JSX } from 'preact'
import { hueOf } from '../models/face.ts'
import type { Place } from '../models/layout.ts'
import { fill, type Messages } from '../models/messages.ts'
import type { Person } from '../models/room_types.ts'
import type { VideoSetting } from '../models/settings.ts'
import { Avatar } from './avatar.tsx'
import { MicrophoneOffIcon } from './icons.tsx'
import { Spinner } from './spinner.tsx'
import { Video } from './video.tsx'

export interface TileProps {
  readonly person: Person
  /** The picture to show, or null for the initials. */
  readonly picture: MediaStream | null
  readonly place: Place
  readonly showName: boolean
  readonly video: VideoSetting
  readonly messages: Messages
}

export function Tile({ person, picture, place, showName, video, messages }: TileProps): JSX.Element {
  const plain = person.userName || messages.guest
  const name = person.isSelf ? fill(messages.you, { name: plain }) : plain
  const speaking = person.speaking && person.microphone && person.link !== 'interrupted'
  const state = [!person.microphone && messages.microphoneOff, speaking && messages.speaking].filter(Boolean)
  return (
    <div
      class="tile"
      role="group"
      aria-label={[name, ...state].join(', ')}
      data-hue={hueOf(person.userId)}
      data-speaking={speaking}
      data-link={person.link}
      data-floating={place.floating}
      style={{
        left: `${place.x}px`,
        top: `${place.y}px`,
        width: `${place.width}px`,
        height: `${place.height}px`,
      }}
    >
      {picture === null ? (
        <Avatar userId={person.userId} name={plain} />
      ) : (
        <Video stream={picture} mirrored={person.isSelf ? video.mirrorSelf : video.mirrorOthers} fit={video.fit} />
      )}
      <TileLink link={person.isSelf ? 'connected' : person.link} messages={messages} />
      {(showName || !person.microphone) && (
        <span class="tile-label" aria-hidden="true">
          {!person.microphone && <MicrophoneOffIcon />}
          {speaking && <span class="voice" />}
          {showName && <Name name={plain} template={person.isSelf ? messages.you : '{name}'} />}
        </span>
      )}
    </div>
  )
}

/** A name that is cut short keeps the words around it: whose tile is one's own shows in the smallest one. */
function Name({ name, template }: { readonly name: string; readonly template: string }): JSX.Element {
  const [before = '', after = ''] = template.split('{name}')
  return (
    <>
      {before}
      <bdi class="tile-name">{name}</bdi>
      {after !== '' && <span class="tile-after">{after}</span>}
    </>
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
