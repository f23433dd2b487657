// What a refusal of getUserMedia means. The browsers' error names are few; what Chromium says besides tells more.
import type { DeviceTrouble } from '../models/media_port.ts'
import type { DeviceKind } from '../models/room_types.ts'

/** The trouble behind `cause`, when devices of `kinds` were asked for. */
export function troubleOf(cause: unknown, kinds: readonly DeviceKind[]): DeviceTrouble {
  if (!(cause instanceof DOMException)) return 'failed'
  switch (cause.name) {
    case 'NotAllowedError':
    case 'SecurityError':
      if (!kinds.every(mayAsk)) return 'embedded'
      if (/system/i.test(cause.message)) return 'system'
      return /dismissed/i.test(cause.message) ? 'dismissed' : 'denied'
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'none-found'
    case 'NotReadableError':
    case 'AbortError':
      return 'in-use'
    default:
      return 'failed'
  }
}

interface WithPolicy {
  readonly featurePolicy?: { allowsFeature(feature: DeviceKind): boolean }
}

/** False in a frame without `allow="microphone; camera"`, where the browser is able to say so. */
function mayAsk(kind: DeviceKind): boolean {
  const page: Document & WithPolicy = document
  return page.featurePolicy?.allowsFeature(kind) ?? true
}
