// The kit as a person finds it on a page: by the names of things, never by their classes.
import type { Locator, Page } from 'playwright'
import type { Kit, RoomConfig } from '@roompass/uikit'
import type { Person } from './person.ts'

export interface KitOnPage {
  readonly name: Locator
  readonly join: Locator
  /** Why Join did not work, in the pre-join view. */
  readonly refusal: Locator
  /** The microphone, the camera and Leave: there as soon as the person is inside. */
  readonly controls: Locator
  readonly leave: Locator
  /** The question before leaving. */
  readonly leaveDialog: Locator
  readonly heading: Locator
  readonly rejoin: Locator
  /** The tile of a person by the name it shows. */
  tile(name: string): Locator
}

export function kitOn(page: Page): KitOnPage {
  return {
    name: page.getByLabel('Your name'),
    join: page.getByRole('button', { name: 'Join' }),
    refusal: page.getByRole('alert'),
    controls: page.getByRole('group', { name: 'Call controls' }),
    leave: page.getByRole('button', { name: 'Leave' }),
    leaveDialog: page.getByRole('dialog', { name: 'Leave the room?' }),
    heading: page.getByRole('heading', { level: 1 }),
    rejoin: page.getByRole('button', { name: 'Rejoin' }),
    tile(name) {
      const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
      return page.getByRole('group', { name: new RegExp(`^${escaped}(,|$)`) })
    },
  }
}

/** What the page's callbacks heard. */
export interface Told {
  readonly name: string
  readonly users?: readonly { readonly userID: string; readonly userName: string }[]
  readonly at: number
}

/** What the kit told the page so far. */
export function told({ page }: Person): Promise<Told[]> {
  return page.evaluate(() => window.told)
}

/** The same in words: `onUserJoin grace`. */
export async function toldInWords(person: Person): Promise<string[]> {
  const all = await told(person)
  return all.map(({ name, users }) => [name, ...(users ?? []).map(({ userID }) => userID)].join(' '))
}

/** The options that can travel to the page: no functions and no elements. */
export type EnterConfig = Pick<
  RoomConfig,
  'showPreJoinView' | 'turnOnCameraWhenJoining' | 'turnOnMicrophoneWhenJoining' | 'showLeavingView' | 'theme'
>

/** Hands the page its Kit Token and shows the kit. The token travels through the debugger, not through a URL. */
export function enterRoom(
  { page }: Person,
  kitToken: string,
  serverUrl: string,
  config: EnterConfig = {},
): Promise<void> {
  return page.evaluate(([token, url, more]) => window.enterRoom(token, url, more), [
    kitToken,
    serverUrl,
    config,
  ] as const)
}

/** Enters without pre-join view and waits until inside. */
export async function enterDirectly(
  person: Person,
  kitToken: string,
  serverUrl: string,
  config: EnterConfig = {},
): Promise<void> {
  await enterRoom(person, kitToken, serverUrl, { showPreJoinView: false, ...config })
  await kitOn(person.page).controls.waitFor()
}

declare global {
  interface Window {
    told: Told[]
    kit: Pick<Kit, 'renewToken' | 'leaveRoom' | 'destroy' | 'localStream'>
    enterRoom(kitToken: string, serverUrl: string, config: EnterConfig): Promise<void>
  }
}
