// Who is inside at this moment, and what can be done about it.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Cell, RowHead } from '../components/cell.tsx'
import { Head } from '../components/head.tsx'
import { ProblemNote } from '../components/problem_note.tsx'
import { Table } from '../components/table.tsx'
import { countOf, spanOf } from '../models/words.ts'
import type { Person, Room } from '../models/wire.ts'
import type { ViewProps } from './view_props.ts'
import { usePolling } from './polling.ts'
import { PersonDialog, type Deed } from './person_dialog.tsx'

export function RoomsView({ console }: ViewProps): JSX.Element {
  const [deed, setDeed] = useState<Deed | null>(null)
  usePolling(console.rooms, 5000)
  const live = console.rooms.value.value
  const people = live?.rooms.reduce((all, room) => all + room.people.length, 0) ?? 0
  const note =
    live === null
      ? 'Looking…'
      : `${countOf(people, 'person', 'people')} in ${countOf(live.rooms.length, 'room', 'rooms')}, on every node. Looked at again every five seconds.`
  return (
    <>
      <Head title="Live rooms" note={note} />
      <ProblemNote problem={console.rooms.problem.value} />
      {live !== null && live.silent.length > 0 && (
        <p class="problem">Some nodes did not answer, and their rooms are missing here: {live.silent.join(', ')}</p>
      )}
      {live?.rooms.length === 0 && <p class="empty">Nobody is inside.</p>}
      {live?.rooms.map((room) => (
        <RoomCard key={`${room.node ?? ''} ${room.roomId}`} room={room} console={console} onDeed={setDeed} />
      ))}
      {deed !== null && <PersonDialog console={console} deed={deed} onClose={() => setDeed(null)} />}
    </>
  )
}

interface RoomCardProps extends ViewProps {
  readonly room: Room
  readonly onDeed: (deed: Deed) => void
}

function RoomCard({ room, console, onDeed }: RoomCardProps): JSX.Element {
  const { roomId, node, people } = room
  return (
    <section class="card" aria-label={`Room ${roomId}`}>
      <div class="card-head">
        <h2>
          <bdi>{roomId}</bdi>
        </h2>
        <p class="small">
          {countOf(people.length, 'person', 'people')}
          {node !== null && <> · {node}</>}
        </p>
      </div>
      <Table
        stacks
        caption={`People in ${roomId}`}
        columns={['Name', 'User', 'State', 'Inside', 'Token ends in', 'Do']}
      >
        {people.map((person) => (
          <PersonRow key={person.userId} person={person} roomId={roomId} console={console} onDeed={onDeed} />
        ))}
      </Table>
    </section>
  )
}

interface PersonRowProps extends ViewProps {
  readonly roomId: string
  readonly person: Person
  readonly onDeed: (deed: Deed) => void
}

function PersonRow({ roomId, person, console, onDeed }: PersonRowProps): JSX.Element {
  const now = console.now()
  const mute = person.muted ? 'unmute' : 'mute'
  const button = (kind: Deed['kind'], text: string, look = 'button small-button'): JSX.Element => (
    <button
      type="button"
      class={look}
      aria-label={`${text} ${person.userName} (${person.userId})`}
      onClick={() => onDeed({ kind, roomId, person })}
    >
      {text}
    </button>
  )
  return (
    <tr role="row">
      <RowHead>
        <bdi>{person.userName}</bdi>
      </RowHead>
      <Cell of="User" look="mono">
        {person.userId}
      </Cell>
      <Cell of="State">
        <State person={person} />
      </Cell>
      <Cell of="Inside">{spanOf(now / 1000 - person.joinedAt)}</Cell>
      <Cell of="Token ends in">{spanOf(person.expiresAt - now / 1000)}</Cell>
      <Cell of="Do" look="deeds">
        {button(mute, mute === 'mute' ? 'Mute' : 'Unmute')}
        {button('remove', 'Remove')}
        {console.may('revocations') && button('ban', 'Ban', 'button small-button danger-text')}
      </Cell>
    </tr>
  )
}

function State({ person: { connected, muted, publish } }: { readonly person: Person }): JSX.Element {
  if (!connected) return <span class="tag warn">away</span>
  if (muted) return <span class="tag warn">muted</span>
  return <span class="tag">{publish ? 'may send' : 'listens'}</span>
}
