// The sound of one other person, apart from their tile, so that it goes on whatever the tiles do.
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Choice } from '../models/device.ts'
import type { Sound } from '../models/sound.ts'

export interface AudioProps {
  readonly stream: MediaStream
  readonly sound: Sound
  readonly speaker: Choice
}

export function Audio({ stream, sound, speaker }: AudioProps): JSX.Element {
  const audio = useRef<HTMLAudioElement>(null)
  const output = speaker.chosen.value
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
  useEffect(() => {
    // '' is the system's own; a loudspeaker that is gone by now leaves the sound where it is.
    if (audio.current !== null && 'setSinkId' in audio.current) audio.current.setSinkId(output).catch(() => {})
  }, [output])
  return <audio ref={audio} />
}
