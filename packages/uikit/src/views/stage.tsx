// The stage: measures itself, asks the layout, places one tile per person; and a word for whoever is alone.
import type { JSX } from 'preact'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { CopyLink } from '../components/copy_link.tsx'
import { Tile } from '../components/tile.tsx'
import type { Call } from '../models/call_types.ts'
import { layoutGrid, layoutSpotlight, type Place, type Stage as StageSize } from '../models/layout.ts'

export function Stage({ call }: { readonly call: Call }): JSX.Element {
  const { messages, settings, devices, people } = call
  const stage = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const element = stage.current
    if (element === null) return undefined
    const measure = (): void => setSize({ width: element.clientWidth, height: element.clientHeight })
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [])

  // Who may only watch sends nothing that a tile of their own could show.
  const watches = call.canPublish.value === false
  const all = watches ? people.others.value : people.all.value
  const places = layout(all.length, { ...size, gap: size.width < 500 ? 8 : 12 }, settings.spotlight && !watches)
  const track = devices.camera.live.value
  const own = useMemo(() => (track === null ? null : new MediaStream([track])), [track])
  return (
    <div class="stage" ref={stage} role="group" aria-label={messages.people}>
      {all.map((person, index) => {
        const place = places[index]
        if (place === undefined) return null
        const picture = person.isSelf ? own : person.camera ? person.stream : null
        return (
          <Tile
            key={person.peerId}
            person={person}
            picture={picture}
            place={place}
            showName={settings.showUserName}
            video={settings.video}
            messages={messages}
          />
        )
      })}
      {people.others.value.length === 0 && <Alone call={call} />}
    </div>
  )
}

function layout(count: number, stage: StageSize, spotlight: boolean): readonly Place[] {
  const pair = spotlight && count === 2 ? layoutSpotlight(stage) : null
  return pair ?? layoutGrid(count, stage)
}

function Alone({ call: { messages, settings } }: { readonly call: Call }): JSX.Element {
  return (
    <div class="alone">
      <p>{messages.alone}</p>
      {settings.sharedLinks.map((link) => (
        <CopyLink key={link.url} link={link} messages={messages} />
      ))}
    </div>
  )
}
