// Runs in the page beside the official kit: calls both, compares there, and answers with what can travel.
import * as ours from '@roompass/token'
import type { Packed, Verdict } from './wire.ts'
import { unpack } from './wire.ts'

/** What the official kit puts on the window, as far as it is used here. */
interface OfficialKit {
  generateKitTokenForProduction(...call: readonly unknown[]): unknown
  // roompass-scan-allow: the type of the official kit's own function
  generateKitTokenForTest(...call: readonly unknown[]): unknown
  create(kitToken: string): { getRoomID(): string }
  getVersion(): string
  core?: Readonly<Record<string, unknown>>
}

declare global {
  interface Window {
    readonly ZegoUIKitPrebuilt: OfficialKit
    readonly sideBySide: typeof sideBySide
  }
}

const sideBySide = {
  compare(calls: readonly Packed[]): Verdict[] {
    return calls.map((packed) => {
      const call = unpack(packed)
      const theirs = outcomeOf(() => window.ZegoUIKitPrebuilt.generateKitTokenForProduction(...call))
      const own = outcomeOf(() => Reflect.apply(ours.generateKitTokenForProduction, undefined, call))
      return { theirs: theirs.name, ours: own.name, same: theirs.text === own.text }
    })
  },
  testTokens(calls: readonly Packed[]): string[] {
    // roompass-scan-allow: the official kit's own function, with secrets that were made up
    return calls.map((packed) => String(window.ZegoUIKitPrebuilt.generateKitTokenForTest(...unpack(packed))))
  },
  ownTestToken(packed: Packed): string {
    return Reflect.apply(ours.generateKitTokenForTest, undefined, unpack(packed))
  },
  /** What the kit takes out of a Kit Token. Once in a page: a second token would be ignored. */
  read(kitToken: string): { roomId: string; taken: Record<string, unknown> } {
    const roomId = window.ZegoUIKitPrebuilt.create(kitToken).getRoomID()
    return { roomId, taken: { ...Object(window.ZegoUIKitPrebuilt.core?.['_expressConfig']) } }
  },
  reach,
  version: () => window.ZegoUIKitPrebuilt.getVersion(),
}

Reflect.set(window, 'sideBySide', sideBySide)

function outcomeOf(call: () => unknown): { name: string; text: unknown } {
  try {
    return { name: 'taken', text: call() }
  } catch (error) {
    return { name: error instanceof Error || error instanceof DOMException ? error.name : 'thrown', text: null }
  }
}

/** Tries to reach a host in every way that a kit might. Whether an answer came. */
async function reach(host: string): Promise<Record<'fetch' | 'image' | 'socket', boolean>> {
  const asked = await fetch(`https://fetch.${host}/`).then(
    () => true,
    () => false,
  )
  // A beacon has no answer: whether it went is seen from outside.
  navigator.sendBeacon(`https://beacon.${host}/`, 'token')
  const image = new Image()
  const socket = new WebSocket(`wss://socket.${host}/`)
  const heard = [answered(image, 'load'), answered(socket, 'message')] as const
  image.src = `https://image.${host}/`
  const [shown, told] = await Promise.all(heard)
  return { fetch: asked, image: shown, socket: told }
}

/** Whether the event came before the end, which is an error or a close. */
function answered(target: EventTarget, event: string): Promise<boolean> {
  return new Promise((resolve) => {
    target.addEventListener(event, () => resolve(true))
    for (const end of ['error', 'close']) target.addEventListener(end, () => resolve(false))
  })
}
