import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { fakePerson } from '../fakes/room_client.ts'
import { personStream } from '../gallery/people.ts'
import { button, setUp, tabbed, takeAway } from './harness.ts'

afterEach(takeAway)

describe('from pre-join to the room and out again', () => {
  it('is a walk of four clicks', async () => {
    const { call, room, root } = await setUp(
      {},
      { inside: [fakePerson('grace', { userName: 'Grace', stream: personStream(2) })] },
    )
    await expect.element(page.getByLabelText('Your name')).toHaveValue('Ada')
    await button('Join').click()
    await expect.element(page.getByRole('group', { name: 'Ada (you)' })).toBeVisible()
    await expect.element(page.getByRole('group', { name: 'Grace' })).toBeVisible()
    expect(root.querySelectorAll('.tile video')).toHaveLength(2)
    room.arrive(fakePerson('alan', { userName: 'Alan', microphone: false, camera: false }))
    await expect.element(page.getByRole('group', { name: 'Alan, microphone off' })).toBeVisible()
    await expect.element(page.getByText('Alan joined')).toBeVisible()
    await button('Leave').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click()
    await expect.element(page.getByRole('heading', { name: 'You left the room' })).toBeVisible()
    await button('Rejoin').click()
    await expect.element(page.getByRole('group', { name: 'Call controls' })).toBeVisible()
    expect(call.phase.value.name).toBe('room')
  })

  it('shows names as text, whatever stands in them', async () => {
    const name = '<img src=x onerror=alert(1)>'
    const { root } = await setUp({ showPreJoinView: false }, { inside: [fakePerson('eve', { userName: name })] })
    await expect.element(page.getByRole('group', { name })).toBeVisible()
    expect(root.querySelector('img')).toBeNull()
  })

  it('moves the focus into each new view', async () => {
    const { root } = await setUp({ showLeaveRoomConfirmDialog: false })
    await button('Join').click()
    await expect.poll(() => root.activeElement?.textContent).toBe('studio')
    await button('Leave').click()
    await expect.poll(() => root.activeElement?.textContent).toBe('You left the room')
  })

  it('leaves no trace on the page', async () => {
    await setUp()
    await takeAway()
    expect(document.querySelector('[data-roompass]')).toBeNull()
  })
})

describe('the keyboard', () => {
  it('reaches every control of the pre-join view', async () => {
    const { root } = await setUp()
    expect(await tabbed(root)).toEqual(['Microphone', 'Camera', 'Your name', 'Join'])
  })

  it('reaches every control of the room, and toggles with the space bar', async () => {
    const { root, call } = await setUp()
    await button('Join').click()
    await expect.element(page.getByRole('group', { name: 'Call controls' })).toBeVisible()
    expect(await tabbed(root)).toEqual(['Microphone', 'Camera', 'Leave'])
    root.querySelector<HTMLElement>('[aria-label="Microphone"]')?.focus()
    await userEvent.keyboard(' ')
    await expect.element(button('Microphone')).toHaveAttribute('aria-pressed', 'false')
    expect(call.devices.microphone.on.value).toBe(false)
  })

  it('closes the question before leaving with Escape, and is back on Leave', async () => {
    const { root, call } = await setUp()
    await button('Join').click()
    await expect.element(button('Leave')).toBeVisible()
    root.querySelector<HTMLElement>('.leave')?.focus()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('dialog', { name: 'Leave the room?' })).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => root.querySelector('dialog')).toBeNull()
    expect(root.activeElement?.className).toBe('leave')
    expect(call.phase.value.name).toBe('room')
  })

  it('has targets of at least 44 pixels', async () => {
    const { root } = await setUp()
    const small = (): string[] =>
      [...root.querySelectorAll('button, input')]
        .filter((one) => one.getBoundingClientRect().height < 44 || one.getBoundingClientRect().width < 44)
        .map((one) => one.className)
    expect(small()).toEqual([])
    await button('Join').click()
    await expect.element(button('Leave')).toBeVisible()
    expect(small()).toEqual([])
  })
})

describe('what goes wrong', () => {
  it('is told beside Join in a sentence, and Join stays', async () => {
    const { root } = await setUp({}, { refuse: 'room_full' })
    await button('Join').click()
    await expect
      .poll(() => root.querySelector('[role=alert]')?.textContent)
      .toMatch(/^The room is full\. Everyone it can hold is inside\./)
    await expect.element(button('Join')).toBeEnabled()
  })

  it('does not keep someone with blocked devices out', async () => {
    const { call } = await setUp({}, {}, { trouble: 'denied' })
    await expect.element(page.getByText(/microphone and the camera are blocked/)).toBeVisible()
    await button('Join').click()
    await expect.poll(() => call.phase.value.name).toBe('room')
  })

  it('never stands in the way of Leave while reconnecting', async () => {
    const { room, call } = await setUp({ showPreJoinView: false, showLeaveRoomConfirmDialog: false })
    room.drop()
    await expect.element(page.getByText('Connection lost. Reconnecting…')).toBeVisible()
    await button('Leave').click()
    await expect.poll(() => call.phase.value.name).toBe('left')
  })

  it('offers no controls that a viewer may not use', async () => {
    const { root } = await setUp({ showPreJoinView: false }, { publish: false })
    await expect.element(page.getByText(/You are watching/)).toBeVisible()
    expect(await tabbed(root)).toEqual(['Leave'])
  })

  it('shows no rejoin for a pass that has expired', async () => {
    const { room, root } = await setUp({ showPreJoinView: false })
    await expect.element(button('Leave')).toBeVisible()
    room.end('token_expired')
    await expect.element(page.getByRole('heading', { name: 'Your pass has expired' })).toBeVisible()
    expect(root.querySelectorAll('button')).toHaveLength(0)
  })

  it('offers a new pass instead, where the page renews passes', async () => {
    const asked: string[] = []
    const { room, call } = await setUp({ showPreJoinView: false, onTokenWillExpire: () => void asked.push('pass') })
    await expect.element(button('Leave')).toBeVisible()
    room.end('token_expired')
    await button('Get a new pass').click()
    expect(asked).toEqual(['pass'])
    await expect.element(page.getByText(/^No new pass has come/)).toBeVisible()
    await call.renew('token-2')
    await expect.element(button('Rejoin')).toBeVisible()
  })

  it('shows the way home beside a refusal that no second try can change', async () => {
    const went: string[] = []
    await setUp({ onReturnToHomeScreenClicked: () => void went.push('home') }, { refuse: 'token_revoked' })
    await button('Join').click()
    await button('Return home').click()
    expect(went).toEqual(['home'])
  })

  it('offers to reload a page that the server does not understand', async () => {
    const { room } = await setUp({ showPreJoinView: false })
    await expect.element(button('Leave')).toBeVisible()
    room.end('bad_message')
    await expect.element(button('Reload the page')).toBeVisible()
    expect(button('Rejoin').query()).toBeNull()
  })

  it('is read out to someone who is elsewhere on the page', async () => {
    const { room, root, host } = await setUp({ showPreJoinView: false })
    await expect.element(button('Leave')).toBeVisible()
    const elsewhere = document.createElement('button')
    host.before(elsewhere)
    elsewhere.focus()
    room.end('removed')
    await expect
      .poll(() => root.querySelector('[aria-live=assertive]')?.textContent)
      .toMatch(/^You were removed from the room\. /)
    expect(document.activeElement).toBe(elsewhere)
    elsewhere.remove()
  })
})
