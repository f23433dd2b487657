// A ring that fills with the loudness of the microphone. Decorative: whoever cannot see it hears themselves.
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Devices } from '../models/devices.ts'

export function MeterRing({ devices }: { readonly devices: Devices }): JSX.Element {
  const ring = useRef<SVGCircleElement>(null)
  const track = devices.microphone.live.value
  useEffect(() => {
    const draw = (level: number): void => ring.current?.setAttribute('stroke-dashoffset', String(100 - level * 100))
    draw(0)
    return devices.watchLevel(draw)
  }, [devices, track])
  return (
    <svg class="meter-ring" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <circle ref={ring} cx="24" cy="24" r="22.5" pathLength="100" stroke-dasharray="100" stroke-dashoffset="100" />
    </svg>
  )
}
