// A picture without sound: the sound of a person is an element of its own (audio.tsx).
import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { VideoSetting } from '../models/settings.ts'

export interface VideoProps {
  readonly stream: MediaStream
  readonly mirrored: boolean
  readonly fit: VideoSetting['fit']
}

export function Video({ stream, mirrored, fit }: VideoProps): JSX.Element {
  const video = useRef<HTMLVideoElement>(null)
  useLayoutEffect(() => {
    const element = video.current
    if (element === null) return undefined
    element.muted = true
    element.srcObject = stream
    // Silent pictures may always start; a refusal only says that the element was taken away meanwhile.
    element.play().catch(() => {})
    return () => {
      element.srcObject = null
    }
  }, [stream])
  return (
    <video
      ref={video}
      class="video"
      data-mirrored={mirrored}
      data-fit={fit}
      playsInline
      autoPlay
      muted
      aria-hidden="true"
    />
  )
}
