// Ctrl or ⌘ with D and E for microphone and camera, as other calls have them, while the focus is in the kit.
import type { Call } from '../models/call_types.ts'
import type { DeviceKind } from '../models/room_types.ts'

const kinds: Readonly<Record<string, DeviceKind>> = { d: 'microphone', e: 'camera' }

/** Listens on `host` until the returned function is called. */
export function followShortcuts(host: HTMLElement, call: Call): () => void {
  const press = (event: KeyboardEvent): void => {
    const kind = kinds[event.key.toLowerCase()]
    if (kind === undefined || event.ctrlKey === event.metaKey || event.altKey || event.shiftKey) return
    if (!maySwitch(call, kind)) return
    // Otherwise the browser would set a bookmark, or go to its address bar.
    event.preventDefault()
    if (!event.repeat) void call.devices[kind].toggle()
  }
  host.addEventListener('keydown', press)
  return () => host.removeEventListener('keydown', press)
}

/** Only where there is a button that does the same. */
function maySwitch({ phase, settings, canPublish }: Call, kind: DeviceKind): boolean {
  if (!settings.shortcuts || !settings[kind].showButton) return false
  return phase.value.name === 'prejoin'
    ? canPublish.value !== false
    : phase.value.name === 'room' && canPublish.value === true
}
