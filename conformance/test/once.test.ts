// Tokens for one use through real browsers: a page that is reloaded comes back, a copy of its token does not come in. And one user in two browsers,
// where the newest one counts.
import { describe, expect, it } from 'vitest'
import { closeCodes } from '@roompass/room/protocol'
import { setUpJourney } from '../harness/journey.ts'
import { enterDirectly, enterRoom, kitOn, toldInWords } from '../harness/kit.ts'
import type { Person } from '../harness/person.ts'
import { mintFor } from '../harness/tokens.ts'

const app = { appId: 2_718_281_829, serverSecret: 'h7T!q2Zx@5Lk#Wv8$Rb3%Jm6^Yc9&Fn4' }

const config = (pages: string): string => `
export default {
  apps: [{ appId: ${app.appId}, serverSecret: process.env.JOURNEY_SERVER_SECRET }],
  identity: { authenticate: () => null },
  policy: {
    rules: [
      { rooms: 'newest', publish: true, duplicates: 'newest' },
      { rooms: '*', publish: true, once: true },
    ],
  },
  http: { allowedOrigins: ['${pages}'] },
}
`

const journey = setUpJourney({
  app,
  secrets: [],
  start: (pages) => ({
    files: { 'roompass.config.ts': config(pages), 'package.json': '{ "type": "module" }' },
    env: { JOURNEY_SERVER_SECRET: app.serverSecret },
  }),
})

const silent = { turnOnCameraWhenJoining: false, turnOnMicrophoneWhenJoining: false }
const tokenOf = (userId: string, roomId: string): string => mintFor(app, { userId, roomId, userName: userId })

function stored({ page }: Person): Promise<string[]> {
  return page.evaluate(() => Object.entries(sessionStorage).flat())
}

async function endOf(person: Person): Promise<{ code?: number | null; reason?: string }> {
  await expect.poll(async () => (await person.sockets()).at(-1)?.code).not.toBeNull()
  const { code, reason } = (await person.sockets()).at(-1) ?? {}
  return { ...(code === undefined ? {} : { code }), ...(reason === undefined ? {} : { reason }) }
}

describe('a token for one use', () => {
  it('survives twenty reloads, and its copy in another browser is told in words what to do', async () => {
    const grace = await journey.person()
    await enterDirectly(grace, tokenOf('grace', 'bridge'), journey.server.url, silent)
    const kitToken = tokenOf('ada', 'bridge')
    const ada = await journey.person()
    await enterDirectly(ada, kitToken, journey.server.url, silent)
    for (let reload = 0; reload < 20; reload += 1) {
      await ada.page.reload()
      expect((await stored(ada)).join(' ')).not.toContain(kitToken.slice(0, 16))
      await enterDirectly(ada, kitToken, journey.server.url, silent)
      expect(await stored(ada)).toEqual([])
    }
    await kitOn(grace.page).tile('ada').waitFor()
    expect(await kitOn(grace.page).tile('ada').count()).toBe(1)

    const copy = await journey.person()
    await enterRoom(copy, kitToken, journey.server.url, { showPreJoinView: false, ...silent })
    await kitOn(copy.page).heading.getByText('Your pass was used elsewhere').waitFor()
    expect(await endOf(copy)).toEqual({ code: closeCodes.token_used, reason: 'token_used' })
    expect(await kitOn(copy.page).rejoin.count()).toBe(0)
    expect(await kitOn(ada.page).controls.count()).toBe(1)
  })

  it('is not left in a page whose person has left, who may still come back from there', async () => {
    const kitToken = tokenOf('ada', 'quay')
    const ada = await journey.person()
    const kit = kitOn(ada.page)
    await enterDirectly(ada, kitToken, journey.server.url, silent)
    await ada.page.evaluate(() => window.kit.leaveRoom())
    await kit.rejoin.click()
    await kit.controls.waitFor()
    await ada.page.evaluate(() => window.kit.leaveRoom())
    await kit.rejoin.waitFor()
    await ada.page.reload()
    expect(await stored(ada)).toEqual([])
    await enterRoom(ada, kitToken, journey.server.url, { showPreJoinView: false, ...silent })
    await kit.heading.getByText('Your pass was used elsewhere').waitFor()
  })

  it('does not let a duplicated tab take the place of the first one', async () => {
    const kitToken = tokenOf('ada', 'harbour')
    const ada = await journey.person()
    await enterDirectly(ada, kitToken, journey.server.url, silent)
    // What a browser does when it duplicates a tab: the same address, and a copy of the session's storage.
    const copied = await ada.page.evaluate(() => Object.entries(sessionStorage))
    const duplicate = await journey.person()
    await duplicate.page.evaluate(
      (entries) => entries.forEach(([key, value]) => sessionStorage.setItem(key, value)),
      copied,
    )
    await enterRoom(duplicate, kitToken, journey.server.url, { showPreJoinView: false, ...silent })
    await kitOn(duplicate.page).heading.getByText('Your pass was used elsewhere').waitFor()
    expect(await kitOn(ada.page).controls.count()).toBe(1)
  })
})

describe('a user in two browsers, where the newest one counts', () => {
  it('is told in the first one, which stays out until the person says otherwise', async () => {
    const first = await journey.person()
    const second = await journey.person()
    await enterDirectly(first, tokenOf('ada', 'newest'), journey.server.url, silent)
    await enterDirectly(second, tokenOf('ada', 'newest'), journey.server.url, silent)
    await kitOn(first.page).heading.getByText('You joined from somewhere else').waitFor()
    expect(await endOf(first)).toEqual({ code: closeCodes.replaced, reason: 'replaced' })
    expect(await toldInWords(first)).toEqual(['onJoinRoom', 'onLeaveRoom'])
    await first.page.waitForTimeout(3000)
    expect(await kitOn(second.page).controls.count()).toBe(1)
    expect((await first.sockets()).length).toBe(1)
    await kitOn(first.page).rejoin.click()
    await kitOn(second.page).heading.getByText('You joined from somewhere else').waitFor()
    await kitOn(first.page).controls.waitFor()
  })
})
