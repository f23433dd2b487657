// The grid of tiles: measures itself, asks the layout, places one tile per person.
import type { JSX } from 'preact'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { Tile } from '../components/tile.tsx'
import type { Call } from '../models/call.ts'
import { layoutTiles } from '../models/layout.ts'

const gap = 12

export function Stage({ call }: { readonly call: Call }): JSX.Element {
  const { messages, settings, devices, people } = call
  const stage = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const element = stage.current
    if (element === null) return undefined
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }))
    observer.observe(element)
    setSize({ width: element.clientWidth, height: element.clientHeight })
    return () => observer.disconnect()
  }, [])

  // Who may only watch sends nothing that a tile of their own could show.
  const all = call.canPublish.value === false ? people.others.value : people.all.value
  const rects = layoutTiles(all.length, { ...size, gap })
  const track = devices.camera.live.value
  const own = useMemo(() => (track === null ? null : new MediaStream([track])), [track])
  return (
    <div class="stage" ref={stage} role="group" aria-label={messages.people}>
      {all.map((person, index) => {
        const rect = rects[index]
        if (rect === undefined) return null
        const picture = person.isSelf ? own : person.camera ? person.stream : null
        return (
          <Tile
            key={person.peerId}
            person={person}
            picture={picture}
            rect={rect}
            showName={settings.showUserName}
            messages={messages}
          />
        )
      })}
      {people.others.value.length === 0 && call.announcer.line.value === '' && <p class="alone">{messages.alone}</p>}
    </div>
  )
}
