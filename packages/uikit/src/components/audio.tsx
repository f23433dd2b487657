// The sound of one other person, apart from their tile, so that it goes on whatever the tiles do.
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Sound } from '../models/sound.ts'

export function Audio({ stream, sound }: { readonly stream: MediaStream; readonly sound: Sound }): JSX.Element {
  const audio = useRef<HTMLAudioElement>(null)
  useEffect(() => {
    const element = audio.current
    if (element === null) return undefined
    element.srcObject = stream
    const forget = sound.add(() => element.play())
    return () => {
      forget()
      element.srcObject = null
    }
  }, [stream, sound])
  return <audio ref={audio} />
}
