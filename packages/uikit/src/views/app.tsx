// One view at a time, the line that tells who came and went, and where the focus goes when the view changes.
import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Call } from '../models/call.ts'
import { Entering } from './entering.tsx'
import { Left } from './left.tsx'
import { PreJoin } from './pre_join.tsx'
import { Room } from './room.tsx'

export function App({ call }: { readonly call: Call }): JSX.Element {
  const app = useRef<HTMLDivElement>(null)
  const phase = call.phase.value.name
  const shown = useRef(phase)
  useLayoutEffect(() => {
    if (shown.current === phase) return
    shown.current = phase
    const root = app.current?.getRootNode()
    // The button that was pressed is gone with its view. Focus that stands elsewhere on the page is left alone.
    const lost = root instanceof ShadowRoot && root.activeElement === null && document.activeElement === document.body
    if (lost) app.current?.querySelector<HTMLElement>('[data-focus]')?.focus({ preventScroll: true })
  }, [phase])
  return (
    <div class="app" ref={app}>
      <View call={call} />
      <p class="announcement" role="status" data-empty={call.announcer.line.value === ''}>
        {call.announcer.line.value}
      </p>
    </div>
  )
}

function View({ call }: { readonly call: Call }): JSX.Element | null {
  const phase = call.phase.value
  switch (phase.name) {
    case 'prejoin':
      return <PreJoin call={call} />
    case 'entering':
      return <Entering call={call} />
    case 'room':
      return <Room call={call} />
    case 'left':
      return <Left call={call} why={phase.why} />
    case 'idle':
    default:
      return null
  }
}
