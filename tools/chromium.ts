// Where the Chromium of the browser tests is, and how it is started: fake devices, no calls home, media on loopback.
import { existsSync } from 'node:fs'

/** The Chromium to test with: `CHROMIUM_PATH`, else Debian's. `undefined` where there is none. */
export function chromiumPath(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const path = env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
  return existsSync(path) ? path : undefined
}

/** Flags for headless tests with a fake camera and microphone. */
export const chromiumFlags: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  // Chromium gathers no loopback candidates by itself; without this two pages on one machine never connect.
  '--allow-loopback-in-peer-connection',
  '--autoplay-policy=no-user-gesture-required',
]
