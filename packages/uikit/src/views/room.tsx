// The room: header, stage, banners and the controls. Composes; the call model does.
import type { JSX } from 'preact'
import { Audio } from '../components/audio.tsx'
import { CopyLink } from '../components/copy_link.tsx'
import { PeopleIcon } from '../components/icons.tsx'
import type { Call } from '../models/call_types.ts'
import { fill } from '../models/messages.ts'
import { Controls } from './controls.tsx'
import { Notices } from './notices.tsx'
import { Stage } from './stage.tsx'

export function Room({ call }: { readonly call: Call }): JSX.Element {
  const { people, sound, devices } = call
  return (
    <section class="view room" aria-labelledby="room-title">
      <Head call={call} />
      <Stage call={call} />
      <div class="banners">
        <Notices call={call} />
      </div>
      <Controls call={call} />
      {people.others.value.map(
        ({ peerId, stream }) =>
          stream !== null && <Audio key={peerId} stream={stream} sound={sound} speaker={devices.speaker} />,
      )}
    </section>
  )
}

function Head({ call }: { readonly call: Call }): JSX.Element {
  const { messages, people, roomId, settings } = call
  const count = people.all.value.length
  const [link] = settings.sharedLinks
  return (
    <header class="room-head">
      {settings.logoUrl !== '' && <img class="logo" src={settings.logoUrl} alt="" />}
      <h1 id="room-title" tabIndex={-1} data-focus>
        <bdi>{roomId}</bdi>
      </h1>
      {/* Whoever is alone has it on the stage. */}
      {link !== undefined && count > 1 && <CopyLink link={link} messages={messages} />}
      <span class="count">
        <PeopleIcon />
        {count === 1 ? messages.onePerson : fill(messages.manyPeople, { count })}
      </span>
    </header>
  )
}
