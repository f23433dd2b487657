// The documented way into a room, step by step, as an app would write it.
import { create, generateKitTokenForProduction, type Kit } from '@roompass/uikit'

export interface Wish {
  readonly roomId: string
  readonly userId: string
  readonly userName: string
}

export type Step = 'token' | 'kitToken' | 'create' | 'joinRoom'

/** Told when a step begins. */
export type OnStep = (step: Step) => void

/** A Kit Token for the wish, from the server that this page came from. */
async function fetchKitToken({ roomId, userId, userName }: Wish, onStep?: OnStep): Promise<string> {
  onStep?.('token')
  const { appId } = await getJson<{ appId: number }>('/v1/app')
  const { token } = await getJson<{ token: string }>(`/v1/token?userID=${encodeURIComponent(userId)}&expired_ts=86400`)
  onStep?.('kitToken')
  return generateKitTokenForProduction(appId, token, roomId, userId, userName)
}

/** Enters the room in `container`. `onHome` is called when the person wants to go back to the start. */
export async function enter(wish: Wish, container: Element, onStep: OnStep, onHome: (kit: Kit) => void): Promise<Kit> {
  const kitToken = await fetchKitToken(wish, onStep)
  onStep('create')
  const kit = create(kitToken)
  onStep('joinRoom')
  await kit.joinRoom({
    container,
    sharedLinks: [{ url: location.href }],
    onTokenWillExpire: () => void renew(kit, wish),
    onReturnToHomeScreenClicked: () => onHome(kit),
  })
  return kit
}

async function renew(kit: Kit, wish: Wish): Promise<void> {
  try {
    await kit.renewToken(await fetchKitToken(wish))
  } catch {
    // The room tells the person when the pass is over; there is nothing to add here.
  }
}

async function getJson<T>(path: string): Promise<T> {
  const response = await fetch(path, { headers: { accept: 'application/json' }, cache: 'no-store' })
  if (!response.ok) throw new Error(`the server answered ${response.status}`)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the routes of our own server, spec/http-api.md
  return (await response.json()) as T
}
