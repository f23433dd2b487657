// Which browser it is, for one purpose: the steps that allow a blocked camera differ. Nothing else may depend on it.
import type { BrowserFamily } from '../models/media_port.ts'

/** The family that `userAgent` names. An iPad calls itself a Mac; its touch screen gives it away. */
export function browserFamily(userAgent: string, touchPoints: number): BrowserFamily {
  if (/iPhone|iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1)) return 'ios'
  if (/Firefox/.test(userAgent)) return 'firefox'
  if (/Android/.test(userAgent)) return 'android'
  if (/Chrome|Chromium/.test(userAgent)) return 'chromium'
  return /Safari/.test(userAgent) ? 'safari' : 'chromium'
}
