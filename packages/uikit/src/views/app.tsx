// One view at a time, the lines that tell what happened, and where the focus goes when the view changes.
import type { ComponentType, JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Call } from '../models/call_types.ts'
import { Entering } from './entering.tsx'
import { Left } from './left.tsx'
import { PreJoin } from './pre_join.tsx'

export type RoomView = ComponentType<{ readonly call: Call }>

export interface AppProps {
  readonly call: Call
  /** The view of the room is code of its own, which comes while the first view stands. */
  readonly roomView: () => RoomView | null
}

export function App({ call, roomView }: AppProps): JSX.Element {
  const app = useRef<HTMLDivElement>(null)
  const phase = call.phase.value
  const shown = useRef(phase.name)
  const [urgent, setUrgent] = useState('')
  useLayoutEffect(() => {
    if (shown.current === phase.name) return
    shown.current = phase.name
    const moved = moveFocus(app.current)
    // Where the focus moved, its new place is read out; whoever is elsewhere on the page hears why the call is over.
    const ending = phase.name === 'left' && !moved ? call.messages.ended[phase.why] : null
    setUrgent(ending === null ? '' : `${ending.title}. ${ending.text}`)
  }, [phase, call])
  const line = call.announcer.line.value
  return (
    // Focusable for the mouse alone: a click anywhere in the kit lets its shortcuts work.
    <div class="app" ref={app} tabIndex={-1}>
      <View call={call} roomView={roomView} />
      <p class="announcement" role="status" data-empty={line === '' || isAloneInRoom(call)}>
        {line}
      </p>
      <p class="hidden" aria-live="assertive">
        {urgent}
      </p>
    </div>
  )
}

/** The button that was pressed is gone with its view. Focus that stands elsewhere on the page is left alone. */
function moveFocus(app: HTMLElement | null): boolean {
  const root = app?.getRootNode()
  if (!(root instanceof ShadowRoot)) return false
  const focused = root.activeElement
  const lost = focused === app || (focused === null && document.activeElement === document.body)
  if (lost) app?.querySelector<HTMLElement>('[data-focus]')?.focus({ preventScroll: true })
  return lost
}

/** The stage says it then, for as long as it is so. */
function isAloneInRoom({ phase, people }: Call): boolean {
  return phase.value.name === 'room' && people.others.value.length === 0
}

function View({ call, roomView }: AppProps): JSX.Element | null {
  const Room = roomView()
  const phase = call.phase.value
  switch (phase.name) {
    case 'prejoin':
      return <PreJoin call={call} />
    case 'entering':
      return <Entering call={call} />
    case 'room':
      return Room && <Room call={call} />
    case 'left':
      return <Left call={call} why={phase.why} />
    case 'idle':
    default:
      return null
  }
}
