// Without a mouse: from the demo page into the room and out again with Tab, Enter, Space and letters.
import type { Page } from 'playwright'
import { expect, it } from 'vitest'
import { setUpJourney } from '../harness/journey.ts'
import { kitOn } from '../harness/kit.ts'

const journey = setUpJourney()

/** The accessible name of what has the focus, also inside of the kit. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let element = document.activeElement
    while (element?.shadowRoot?.activeElement != null) element = element.shadowRoot.activeElement
    if (element === null || element === document.body) return ''
    return (element.getAttribute('aria-label') ?? element.closest('label')?.textContent ?? element.textContent).trim()
  })
}

/** Presses Tab until `name` has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = []
  for (let presses = 0; presses < 15; presses += 1) {
    await page.keyboard.press('Tab')
    const now = await focused(page)
    if (now === name) return
    passed.push(now)
  }
  throw new Error(`Tab never reached ${name}, only ${passed.join(', ')}`)
}

it('joins and leaves by keyboard alone', async () => {
  const { page } = await journey.person(journey.server.url)
  const kit = kitOn(page)
  await expect.poll(() => focused(page)).toBe('Your name')
  await page.keyboard.type('Ada')
  await page.keyboard.press('Enter')

  await kit.join.waitFor()
  await tabTo(page, 'Camera')
  await page.keyboard.press('Space')
  await expect.poll(() => page.getByRole('button', { name: 'Camera' }).getAttribute('aria-pressed')).toBe('false')
  await tabTo(page, 'Join')
  await page.keyboard.press('Enter')

  await kit.controls.waitFor()
  await expect.poll(() => focused(page)).toBe('lobby')
  await tabTo(page, 'Leave')
  await page.keyboard.press('Enter')
  await kit.leaveDialog.waitFor()
  await page.keyboard.press('Escape')
  await kit.leaveDialog.waitFor({ state: 'detached' })
  expect(await focused(page)).toBe('Leave')
  await page.keyboard.press('Enter')
  await kit.leaveDialog.waitFor()
  await tabTo(page, 'Leave')
  await page.keyboard.press('Enter')

  await expect.poll(() => focused(page)).toBe('You left the room')
  await tabTo(page, 'Rejoin')
  await page.keyboard.press('Enter')
  await kit.controls.waitFor()
})
