// A stay ends with its token, on time; a renewal extends it.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createHub, systemClock, type HubPass } from '../../src/hub/index.ts'
import { createHouse, settle } from './house.ts'

const day = 86_400

describe('the expiry', () => {
  it('puts a person out at the second it names, not a millisecond earlier', async () => {
    const house = createHouse()
    const bob = await house.join({ userId: 'bob' })
    const ada = await house.join({ userId: 'ada', lifetime: 10 })
    house.clock.advance(9_999)
    expect(ada.closed).toBeNull()
    house.clock.advance(1)
    expect(ada.closed).toBe('token_expired')
    expect(bob.last('left')).toEqual({ type: 'left', peerId: ada.peerId, reason: 'token_expired' })
  })

  it('is announced thirty seconds before', async () => {
    const house = createHouse({ limits: { heartbeatSeconds: 3600 } })
    const ada = await house.join({ lifetime: 100 })
    house.clock.advance(69_999)
    expect(ada.all('expiring')).toEqual([])
    house.clock.advance(1)
    expect(ada.all('expiring')).toEqual([{ type: 'expiring', expiresAt: ada.last('welcome').expiresAt }])
    house.clock.advance(29_000)
    expect(ada.all('expiring').length).toBe(1)
  })

  it('is announced right after the welcome when less is left, and again to someone who comes back', async () => {
    const house = createHouse()
    const ada = await house.join({ lifetime: 29 })
    expect(ada.heard.map(({ type }) => type)).toEqual(['welcome', 'expiring'])
    const back = await house.resume(ada, { lifetime: 29 })
    expect(back.heard.map(({ type }) => type)).toEqual(['welcome', 'expiring'])
  })
})

describe('an expiry that is brought forward', () => {
  const at = (house: ReturnType<typeof createHouse>, seconds: number): number =>
    Math.floor(house.clock.now() / 1000) + seconds

  it('is announced at once, and ends the stay where no fresh token comes', async () => {
    const house = createHouse()
    const ada = await house.join({ lifetime: 3600 })
    const soon = at(house, 20)
    expect(house.hub.shorten(ada.peerId, soon)).toBe(true)
    expect(ada.all('expiring')).toEqual([{ type: 'expiring', expiresAt: soon }])
    house.clock.advance(20_000)
    expect(ada.closed).toBe('token_expired')
  })

  it('leaves whoever brings one', async () => {
    const house = createHouse()
    const ada = await house.join({ lifetime: 3600 })
    house.hub.shorten(ada.peerId, at(house, 20))
    ada.say({ type: 'renew', kitToken: house.token({ lifetime: 3600 }) })
    await settle()
    house.clock.advance(20_000)
    expect([ada.closed, ada.all('renewed').length]).toEqual([null, 1])
  })

  it('also ends a stay whose person is away', async () => {
    const house = createHouse({ limits: { resumeSeconds: 60 } })
    const ada = await house.join({ lifetime: 3600 })
    ada.vanish()
    house.hub.shorten(ada.peerId, at(house, 20))
    house.clock.advance(20_000)
    expect(house.events.at(-1)).toMatchObject({ type: 'left', reason: 'token_expired' })
  })

  it('never comes later than before, and is for one stay alone', async () => {
    const house = createHouse()
    const [ada, bob] = [
      await house.join({ userId: 'ada', lifetime: 10 }),
      await house.join({ userId: 'bob', lifetime: 10 }),
    ]
    expect(house.hub.shorten(ada.peerId, at(house, 20))).toBe(false)
    expect(house.hub.shorten('nobody', at(house, 1))).toBe(false)
    house.hub.shorten(ada.peerId, at(house, 5))
    house.clock.advance(5000)
    expect([ada.closed, bob.closed]).toEqual(['token_expired', null])
  })
})

describe('the system clock', () => {
  beforeEach(() => vi.useFakeTimers({ now: 1_800_000_000_000 }))
  afterEach(() => vi.useRealTimers())

  it('keeps a token of thirty days for thirty days: beyond 2^31 ms neither at once nor early', async () => {
    const expiresAt = 1_800_000_000 + 30 * day
    const pass: HubPass = { appId: 1, userId: 'a', userName: '', roomId: 'r', publish: true, expiresAt, tid: 't' }
    const closed: number[] = []
    const hub = createHub({
      limits: { heartbeatSeconds: 40 * day },
      admit: () => Promise.resolve({ admitted: true, pass }),
    })
    hub
      .opened({ send: () => undefined, close: (code) => closed.push(code), bufferedAmount: 0 })
      .message('{"type":"hello","kitToken":"x"}')
    await settle()
    await vi.advanceTimersByTimeAsync(30 * day * 1000 - 1)
    expect(closed).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(closed).toEqual([4410])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('gives nobody more time when the wall clock is set back, and notices within half a minute that it is set forward', () => {
    const run = vi.fn()
    systemClock.setTimer(Date.now() + 100_000, run)
    vi.setSystemTime(Date.now() - 3_600_000)
    vi.advanceTimersByTime(99_999)
    expect(run).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(run).toHaveBeenCalledOnce()

    const late = vi.fn()
    systemClock.setTimer(Date.now() + 3_600_000, late)
    vi.setSystemTime(Date.now() + 7_200_000)
    vi.advanceTimersByTime(30_000)
    expect(late).toHaveBeenCalledOnce()
  })

  it('puts nobody out for a silence that only the wall clock has seen, and everybody whom it did not see silent', async () => {
    const pass = {
      appId: 1,
      userId: 'ada',
      userName: 'Ada',
      roomId: 'r',
      publish: true,
      expiresAt: Math.floor(Date.now() / 1000) + 8 * 3600,
      tid: 't1',
    }
    const closed: number[] = []
    const hub = createHub({ admit: () => Promise.resolve({ admitted: true, pass }) })
    const ada = hub.opened({ send: () => undefined, close: (code) => closed.push(code), bufferedAmount: 0 })
    ada.message('{"type":"hello","kitToken":"x"}')
    await settle()
    for (const step of [3_600_000, -3_600_000]) {
      vi.setSystemTime(Date.now() + step)
      for (let n = 0; n < 5; n += 1) {
        await vi.advanceTimersByTimeAsync(15_000)
        ada.message('{"type":"ping"}')
      }
    }
    expect(closed).toEqual([])
    vi.setSystemTime(Date.now() - 3_600_000)
    await vi.advanceTimersByTimeAsync(40_000)
    expect(closed).toEqual([1001])
    hub.close()
  })

  it('cancels between two legs of a long timer', () => {
    const run = vi.fn()
    const cancel = systemClock.setTimer(Date.now() + 200_000, run)
    vi.advanceTimersByTime(130_000)
    cancel()
    vi.advanceTimersByTime(200_000)
    expect(run).not.toHaveBeenCalled()
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a renewal', () => {
  it('extends the stay and nobody else notices', async () => {
    const house = createHouse()
    const bob = await house.join({ userId: 'bob' })
    const ada = await house.join({ userId: 'ada', lifetime: 20 })
    const heard = bob.heard.length
    ada.say({ type: 'renew', kitToken: house.token({ userId: 'ada', lifetime: 600 }) })
    await settle()
    expect(ada.last('renewed')).toEqual({
      type: 'renewed',
      expiresAt: house.clock.now() / 1000 + 600,
      grant: { publish: true },
    })
    house.clock.advance(21_000)
    expect(ada.closed).toBeNull()
    expect(bob.heard.length).toBe(heard)
    expect(house.asked.at(-1)?.purpose).toBe('renew')
  })

  it('is announced again before the new expiry, not the old one', async () => {
    const house = createHouse({ limits: { heartbeatSeconds: 3600 } })
    const ada = await house.join({ lifetime: 60 })
    ada.say({ type: 'renew', kitToken: house.token({ lifetime: 100 }) })
    await settle()
    house.clock.advance(69_999)
    expect(ada.all('expiring')).toEqual([])
    house.clock.advance(1)
    expect(ada.all('expiring').length).toBe(1)
  })

  it.each([
    ['another user', { userId: 'eve' }],
    ['another room', { roomId: 'other' }],
    ['another app', { appId: 2 }],
  ])('with a token for %s is refused and the stay goes on as it was', async (_, input) => {
    const house = createHouse()
    const ada = await house.join({ lifetime: 20 })
    ada.say({ type: 'renew', kitToken: house.token({ lifetime: 600, ...input }) })
    await settle()
    expect(ada.last('refused')).toMatchObject({ of: 'renew', code: 'identity_mismatch' })
    expect(ada.closed).toBeNull()
    house.clock.advance(20_000)
    expect(ada.closed).toBe('token_expired')
  })

  it('with a token that admission refuses names the reason and ends nothing', async () => {
    const house = createHouse()
    const ada = await house.join()
    ada.say({ type: 'renew', kitToken: 'garbage' })
    await settle()
    expect(ada.last('refused')).toMatchObject({ of: 'renew', code: 'token_invalid' })
    ada.say({ type: 'renew', kitToken: house.token({ lifetime: 0 }) })
    await settle()
    expect(ada.last('refused')).toMatchObject({ of: 'renew', code: 'token_expired' })
    expect(ada.closed).toBeNull()
  })

  it('is decided one at a time', async () => {
    const house = createHouse()
    const ada = await house.join()
    const release = house.holdAdmissions()
    ada.say({ type: 'renew', kitToken: house.token() })
    ada.say({ type: 'renew', kitToken: house.token() })
    expect(ada.last('refused')).toMatchObject({ of: 'renew', code: 'renew_pending' })
    await release()
    expect(ada.all('renewed').length).toBe(1)
  })

  it('that lowers the grant silences the person for everybody', async () => {
    const house = createHouse()
    const bob = await house.join({ userId: 'bob' })
    const ada = await house.join({ userId: 'ada' }, { media: { microphone: true, camera: true } })
    ada.say({ type: 'renew', kitToken: house.token({ userId: 'ada', publish: false }) })
    await settle()
    expect(ada.last('renewed').grant).toEqual({ publish: false })
    expect(bob.all('media')).toEqual([
      { type: 'media', peerId: ada.peerId, microphone: false, camera: false, publish: false },
    ])
    ada.say({ type: 'signal', to: bob.peerId, epoch: 1, description: { type: 'offer', sdp: 'm=audio 9 x 0' } })
    expect(ada.last('refused')).toMatchObject({ of: 'signal', code: 'publish_denied' })
    expect(bob.all('signal')).toEqual([])
  })

  it('that raises the grant is told as well', async () => {
    const house = createHouse()
    const bob = await house.join({ userId: 'bob' })
    const ada = await house.join({ userId: 'ada', publish: false })
    ada.say({ type: 'renew', kitToken: house.token({ userId: 'ada' }) })
    await settle()
    expect(bob.last('media')).toMatchObject({ peerId: ada.peerId, publish: true })
  })

  it('never brings back someone who left while it was decided', async () => {
    const house = createHouse()
    const ada = await house.join({ lifetime: 5 })
    const release = house.holdAdmissions()
    ada.say({ type: 'renew', kitToken: house.token({ lifetime: 600 }) })
    house.clock.advance(5_000)
    await release()
    expect(ada.closed).toBe('token_expired')
    expect(house.hub.size).toBe(0)
    expect(house.clock.pending).toBe(0)
  })

  it('reaches the seat even when the connection changed meanwhile', async () => {
    const house = createHouse()
    const ada = await house.join({ lifetime: 50 })
    const release = house.holdAdmissions()
    ada.say({ type: 'renew', kitToken: house.token({ lifetime: 600 }) })
    ada.vanish()
    await release()
    expect(house.hub.rooms()[0]?.people[0]?.expiresAt).toBe(house.clock.now() / 1000 + 600)
  })
})
