// The flow of the documentation, on a page of another origin than the server's.
import { describe, expect, it } from 'vitest'
import { setUpJourney } from '../harness/journey.ts'
import { kitOn, toldInWords } from '../harness/kit.ts'
import { received } from '../harness/media.ts'
import type { Person } from '../harness/person.ts'

const journey = setUpJourney()

function documented(who: { userID: string; userName: string; roomID: string }): Promise<Person> {
  const query = new URLSearchParams({ ...who, appID: String(journey.app.appId), server: journey.server.url })
  return journey.person(`${journey.pages}/documented.html?${query}`)
}

async function seesAndHears({ page }: Person, people = 1): Promise<void> {
  await expect
    .poll(() => received(page))
    .toSatisfy(({ framesDecoded, audioPackets, audioEnergy, peersOpen }: Awaited<ReturnType<typeof received>>) => {
      return framesDecoded > 5 * people && audioPackets > 10 * people && audioEnergy > 0 && peersOpen === people
    })
  const before = (await received(page)).framesDecoded
  await expect.poll(async () => (await received(page)).framesDecoded).toBeGreaterThan(before + 5)
}

describe('the documented flow', () => {
  it('brings two people together, who see and hear each other, leave and come back', async () => {
    const ada = await documented({ userID: 'ada', userName: 'Ada Lovelace', roomID: 'lobby' })
    const grace = await documented({ userID: 'grace', userName: 'Grace Hopper', roomID: 'lobby' })
    const [adaKit, graceKit] = [kitOn(ada.page), kitOn(grace.page)]
    expect(await adaKit.name.inputValue()).toBe('Ada Lovelace')
    await adaKit.join.click()
    await adaKit.controls.waitFor()
    await graceKit.join.click()

    await adaKit.tile('Grace Hopper').waitFor()
    await graceKit.tile('Ada Lovelace').waitFor()
    await graceKit.tile('Grace Hopper (you)').waitFor()
    await Promise.all([seesAndHears(ada), seesAndHears(grace)])
    expect(await toldInWords(ada)).toEqual(['onJoinRoom', 'onUserJoin grace'])
    expect(await toldInWords(grace)).toEqual(['onJoinRoom', 'onUserJoin ada'])

    await graceKit.leave.click()
    await graceKit.leaveDialog.getByRole('button', { name: 'Leave' }).click()
    await adaKit.tile('Grace Hopper').waitFor({ state: 'detached' })
    expect(await graceKit.heading.textContent()).toBe('You left the room')
    expect((await received(ada.page)).peersOpen).toBe(0)
    expect((await received(grace.page)).peersOpen).toBe(0)

    await graceKit.rejoin.click()
    await adaKit.tile('Grace Hopper').waitFor()
    await Promise.all([seesAndHears(ada), seesAndHears(grace)])
    expect(await toldInWords(ada)).toEqual(['onJoinRoom', 'onUserJoin grace', 'onUserLeave grace', 'onUserJoin grace'])
    expect(await toldInWords(grace)).toEqual([
      'onJoinRoom',
      'onUserJoin ada',
      'onLeaveRoom',
      'onJoinRoom',
      'onUserJoin ada',
    ])
  })

  it('tells everyone once about a third person, and lets each see both others', async () => {
    const names = ['Ada', 'Grace', 'Radia']
    const people: Person[] = []
    for (const userName of names) {
      const person = await documented({ userID: userName.toLowerCase(), userName, roomID: 'studio' })
      await kitOn(person.page).join.click()
      await kitOn(person.page).controls.waitFor()
      people.push(person)
    }
    await Promise.all(people.map((person) => seesAndHears(person, 2)))
    const [ada, grace, radia] = await Promise.all(people.map(toldInWords))
    expect(ada).toEqual(['onJoinRoom', 'onUserJoin grace', 'onUserJoin radia'])
    expect(grace).toEqual(['onJoinRoom', 'onUserJoin ada', 'onUserJoin radia'])
    expect(radia).toEqual(['onJoinRoom', 'onUserJoin ada grace'])
  })

  it('takes somebody who closes the window out of the room at once', async () => {
    const ada = await documented({ userID: 'ada', userName: 'Ada', roomID: 'porch' })
    const grace = await documented({ userID: 'grace', userName: 'Grace', roomID: 'porch' })
    for (const { page } of [ada, grace]) await kitOn(page).join.click()
    await kitOn(ada.page).tile('Grace').waitFor()
    await grace.page.goto('about:blank')
    await kitOn(ada.page).tile('Grace').waitFor({ state: 'detached', timeout: 3000 })
    expect(await toldInWords(ada)).toEqual(['onJoinRoom', 'onUserJoin grace', 'onUserLeave grace'])
  })

  it('shows a name as text, whatever stands in it', async () => {
    const userName = '<img src=x onerror=alert(1)> 🦉 &amp;'
    const ada = await documented({ userID: 'ada', userName: 'Ada', roomID: 'attic' })
    const eve = await documented({ userID: 'eve', userName, roomID: 'attic' })
    for (const { page } of [ada, eve]) await kitOn(page).join.click()
    await kitOn(ada.page).tile(userName).waitFor()
    expect(await ada.page.locator('img').count()).toBe(0)
  })
})
