// Devices as a person meets them: chosen before the room and in it, blocked, switched from the keyboard.
import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { button, setUp, tabbed, takeAway } from './harness.ts'

afterEach(takeAway)

const several = { several: true }

describe('several devices', () => {
  it('can be chosen from before joining', async () => {
    const { call } = await setUp({}, {}, several)
    await page.getByRole('combobox', { name: 'Choose a camera' }).selectOptions('Logitech BRIO')
    expect(call.devices.camera.chosen.value).toBe('desk')
    expect(call.devices.camera.on.value).toBe(true)
  })

  it('can be changed in the room, the loudspeaker too, and Done leads back to where one was', async () => {
    const { call, root } = await setUp({}, {}, several)
    await button('Join').click()
    await button('Settings').click()
    await page.getByRole('combobox', { name: 'Choose a loudspeaker' }).selectOptions('Jabra Evolve2 65')
    expect(call.devices.speaker.chosen.value).toBe('headset')
    await button('Done').click()
    await expect.poll(() => root.querySelector('dialog')).toBeNull()
    expect(root.activeElement?.getAttribute('aria-label')).toBe('Settings')
  })

  it('are not offered where the page does not want that, nor to someone who only watches', async () => {
    const { root } = await setUp({ showAudioVideoSettingsButton: false }, {}, several)
    expect(root.querySelector('select')).toBeNull()
    await button('Join').click()
    await expect.element(button('Leave')).toBeVisible()
    expect(button('Settings').query()).toBeNull()
    await takeAway()
    const watching = await setUp({ showPreJoinView: false }, { publish: false }, several)
    await expect.element(button('Leave')).toBeVisible()
    expect(await tabbed(watching.root)).toEqual(['Leave'])
  })

  it('are not offered where there is one of each', async () => {
    const { root } = await setUp()
    await button('Join').click()
    await expect.element(button('Leave')).toBeVisible()
    expect(root.querySelectorAll('select, [aria-label=Settings]')).toHaveLength(0)
  })
})

describe('a blocked camera', () => {
  it('comes with the steps that allow it in this browser', async () => {
    await setUp({}, {}, { trouble: 'denied' })
    await page.getByText('Show me how').click()
    await expect.element(page.getByText('Click the icon at the left end of the address bar.')).toBeVisible()
    await expect.element(button('Try again')).toBeVisible()
  })

  it.each([
    ['dismissed', /got no answer/, true],
    ['system', /privacy settings of the system/, true],
    ['embedded', /in a window of its own/, false],
    ['insecure', /over https/, false],
    ['in-use', /Another app/, true],
  ] as const)('that is %s says so, and offers another try only where that may help', async (trouble, words, again) => {
    await setUp({}, {}, { trouble })
    await expect.element(page.getByText(words)).toBeVisible()
    expect(button('Try again').query() !== null).toBe(again)
    expect(page.getByText('Show me how').query()).toBeNull()
  })
})

describe('the shortcuts', () => {
  it('switch microphone and camera while the focus is in the kit', async () => {
    const { call, root } = await setUp()
    await expect.poll(() => call.devices.camera.on.value).toBe(true)
    root.querySelector('input')?.focus()
    await userEvent.keyboard('{Control>}d{/Control}')
    expect([call.devices.microphone.on.value, call.devices.camera.on.value]).toEqual([false, true])
    await userEvent.keyboard('{Control>}e{/Control}')
    expect([call.devices.microphone.on.value, call.devices.camera.on.value]).toEqual([false, false])
  })

  it('work after a click anywhere in the kit', async () => {
    const { call } = await setUp()
    await button('Join').click()
    await page.getByRole('group', { name: /^Ada/ }).click()
    await userEvent.keyboard('{Control>}d{/Control}')
    await expect.poll(() => call.devices.microphone.on.value).toBe(false)
  })

  it.each([
    ['a bare letter', {}, '{d}'],
    ['another modifier as well', {}, '{Control>}{Shift>}d{/Shift}{/Control}'],
    ['the shortcuts switched off', { keyboardShortcuts: false }, '{Control>}d{/Control}'],
    ['no button that does the same', { showMyMicrophoneToggleButton: false }, '{Control>}d{/Control}'],
  ])('do nothing with %s', async (_what, config, keys) => {
    const { call, root } = await setUp(config)
    await expect.poll(() => call.devices.microphone.on.value).toBe(true)
    root.querySelector<HTMLElement>('.button-primary')?.focus()
    await userEvent.keyboard(keys)
    expect(call.devices.microphone.on.value).toBe(true)
  })

  it('leave the keys alone elsewhere on the page', async () => {
    const { call, host } = await setUp()
    await expect.poll(() => call.devices.microphone.on.value).toBe(true)
    const field = document.createElement('input')
    host.before(field)
    field.focus()
    await userEvent.keyboard('{Control>}d{/Control}')
    field.remove()
    expect(call.devices.microphone.on.value).toBe(true)
  })
})
