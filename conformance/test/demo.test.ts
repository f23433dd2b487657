// The page that `roompass dev` shows, used as a newcomer would.
import { describe, expect, it } from 'vitest'
import { setUpJourney } from '../harness/journey.ts'
import { kitOn } from '../harness/kit.ts'
import { received } from '../harness/media.ts'
import type { Person } from '../harness/person.ts'

const journey = setUpJourney()

async function fillAndEnter({ page }: Person, name: string): Promise<void> {
  await page.locator('form').getByLabel('Your name').fill(name)
  await page.getByRole('button', { name: 'Enter' }).click()
  await kitOn(page).join.click()
  await kitOn(page).controls.waitFor()
}

describe('the demo page', () => {
  it('takes two windows into one room, and back to the start', async () => {
    const ada = await journey.person(journey.server.url)
    const link = await ada.page.getByRole('link', { name: 'Open a second window' }).getAttribute('href')
    await fillAndEnter(ada, 'Ada')
    const grace = await journey.person(link ?? '')
    await fillAndEnter(grace, 'Grace')
    await kitOn(ada.page).tile('Grace').waitFor()
    await kitOn(grace.page).tile('Ada').waitFor()
    for (const { page } of [ada, grace]) {
      await expect.poll(async () => (await received(page)).framesDecoded).toBeGreaterThan(5)
      await expect.poll(async () => (await received(page)).audioEnergy).toBeGreaterThan(0)
    }
    await kitOn(ada.page).leave.click()
    await kitOn(ada.page).leaveDialog.getByRole('button', { name: 'Leave' }).click()
    await kitOn(grace.page).tile('Ada').waitFor({ state: 'detached' })
    await ada.page.getByRole('button', { name: 'Return home' }).click()
    await ada.page.getByRole('button', { name: 'Enter' }).waitFor()
    await fillAndEnter(ada, 'Ada')
    await kitOn(grace.page).tile('Ada').waitFor()
  })

  it('sends nobody anywhere else', async () => {
    const ada = await journey.person(journey.server.url)
    await fillAndEnter(ada, 'Ada')
    const hosts = new Set(ada.urls.map((url) => new URL(url).host))
    expect([...hosts]).toEqual([new URL(journey.server.url).host])
  })

  it('is one person per window, also after a reload', async () => {
    const ada = await journey.person(journey.server.url)
    const id = await ada.page.locator('#user').textContent()
    await ada.page.reload()
    await expect.poll(() => ada.page.locator('#user').textContent()).toBe(id)
    const twin = await ada.page.context().newPage()
    await twin.goto(journey.server.url)
    await expect.poll(() => twin.locator('#user').textContent()).toMatch(/^user-\w{6}$/)
    expect(await twin.locator('#user').textContent()).not.toBe(id)
  })

  it('says so when the server is gone, in words of this page', async () => {
    const ada = await journey.person(journey.network.url)
    await ada.page.locator('form').getByLabel('Your name').fill('Ada')
    journey.network.block(true)
    journey.network.cut()
    journey.expectConsole(/ERR_CONNECTION|ERR_EMPTY_RESPONSE|ERR_SOCKET_NOT_CONNECTED/)
    await ada.page.getByRole('button', { name: 'Enter' }).click()
    await ada.page.getByText('The server did not answer.').waitFor()
    journey.network.block(false)
    await ada.page.getByRole('button', { name: 'Enter' }).click()
    await kitOn(ada.page).join.waitFor()
  })
})
