// One node of rotation.ts: a server in a process of its own, which changes its keys when its parent says so.
import { createRoompass, listen, type Keys, type KeyView, type RoompassConfig } from '@roompass/server'

/** What the parent may ask for. `start` comes first. */
export type NodeCall =
  | { readonly do: 'start'; readonly config: RoompassConfig }
  | { readonly do: 'list' | 'rotate' | 'rotateAndRevoke' }
  | { readonly do: 'retire'; readonly kid: string }

/** `start` gives the URL, everything else the keys. */
export type NodeAnswer = { readonly url: string } | { readonly keys: readonly KeyView[] } | { readonly error: string }

let keys: Keys | null = null

async function answer(call: NodeCall): Promise<NodeAnswer> {
  if (call.do === 'start') {
    const roompass = await createRoompass(call.config)
    keys = roompass.keys
    return { url: (await listen(roompass, { port: 0 })).url }
  }
  if (keys === null) return { error: 'it was not started' }
  if (call.do === 'rotate') return { keys: await keys.rotate({}, 'bench') }
  if (call.do === 'rotateAndRevoke') return { keys: await keys.rotateAndRevoke({}, 'bench') }
  if (call.do === 'retire') await keys.retire(call.kid, 'bench')
  return { keys: await keys.list() }
}

process.on('message', (call: NodeCall) => {
  void answer(call)
    .catch((error: unknown) => ({ error: String(error) }))
    .then((said) => process.send?.(said))
})
process.on('disconnect', () => process.exit())
