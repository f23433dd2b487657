// The room as one looks at it: who stands where, what an empty room offers, what the page may change.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { fakePerson } from '../fakes/room_client.ts'
import { personStream } from '../gallery/people.ts'
import { button, setUp, takeAway } from './harness.ts'

afterEach(async () => {
  vi.restoreAllMocks()
  await takeAway()
})

const direct = { showPreJoinView: false }
const inside = [fakePerson('grace', { userName: 'Grace', stream: personStream(1) })]

describe('two people', () => {
  it('share a wide stage as a large picture and a small one', async () => {
    const { root } = await setUp(direct, { inside })
    await expect.element(page.getByRole('group', { name: 'Grace' })).toBeVisible()
    expect([...root.querySelectorAll('[data-floating=true]')].map((tile) => tile.getAttribute('aria-label'))).toEqual([
      'Ada (you)',
    ])
  })

  it.each([
    ['where the page wants a grid', { ...direct, layout: 'Grid' } as const, 1280],
    ['on a phone', direct, 390],
  ])('stand side by side %s', async (_where, config, width) => {
    const { root, host } = await setUp(config, { inside })
    host.style.setProperty('width', `${width}px`)
    await expect.element(page.getByRole('group', { name: 'Grace' })).toBeVisible()
    await expect.poll(() => root.querySelectorAll('[data-floating=true]').length).toBe(0)
    const sizes = [...root.querySelectorAll<HTMLElement>('.tile')].map((tile) => tile.style.width)
    expect(new Set(sizes).size).toBe(1)
  })
})

describe('an empty room', () => {
  const sharedLinks = [{ name: 'link', url: 'https://rooms.example/studio' }]

  it('offers the link that invites others, until somebody is there', async () => {
    const written = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    const { room } = await setUp({ ...direct, sharedLinks })
    await expect.element(page.getByText('Nobody else is here yet.')).toBeVisible()
    await button('Copy link').click()
    expect(written).toHaveBeenCalledWith('https://rooms.example/studio')
    await expect.element(page.getByText('Copied')).toBeVisible()
    room.arrive(fakePerson('grace'))
    await expect.poll(() => page.getByText('Nobody else is here yet.').query()).toBeNull()
    await expect.element(button('Copy link')).toBeVisible()
  })

  it('shows the link itself where nothing can be copied', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('no'))
    await setUp({ ...direct, sharedLinks })
    await button('Copy link').click()
    await expect.element(page.getByRole('textbox', { name: 'link' })).toHaveValue('https://rooms.example/studio')
  })
})

describe('a name that is too long', () => {
  it('is cut, but still says whose tile is one’s own', async () => {
    const { root, call } = await setUp(direct)
    call.setUserName('x'.repeat(200))
    await call.leave()
    await call.rejoin()
    const after = root.querySelector('.tile-after')
    expect(after?.textContent).toBe(' (you)')
    expect(after?.getBoundingClientRect().width).toBeGreaterThan(10)
  })
})

describe('the page', () => {
  it('decides how pictures fill their tiles, and whether one sees oneself as in a mirror', async () => {
    const { root } = await setUp({ ...direct, videoScreenConfig: { objectFit: 'contain', localMirror: false } })
    await expect.poll(() => root.querySelector('video')).not.toBeNull()
    const style = getComputedStyle(root.querySelector('video') ?? document.body)
    expect([style.objectFit, style.scale]).toEqual(['contain', 'none'])
  })

  it('sets its picture at the head of the room', async () => {
    const { root } = await setUp({ ...direct, branding: { logoURL: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' } })
    await expect.poll(() => root.querySelector('header img')?.getAttribute('src')).toMatch(/^data:image/)
  })

  it('names the language of its own words', async () => {
    const { host } = await setUp({ language: 'ja', messages: { join: '参加' } })
    expect(host.lang).toBe('ja')
  })
})
