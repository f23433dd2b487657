// Tokens that are for one use, as the client sees them: which ticket goes with which token, through everything that can get lost.
import { describe, expect, it } from 'vitest'
import { createUseTickets } from '../../src/client/index.ts'
import { createNetwork, createVisitor, enter, pass, rest } from './network.ts'

const once = { once: true, tid: 'one' }

describe('a client with a token that is for one use', () => {
  it('brings a ticket of its own making, keeps it before it is sent, and keeps the one that it gets', async () => {
    const network = createNetwork()
    const useTickets = createUseTickets()
    const kitToken = network.house.token(once)
    const kept: string[] = []
    const told = {
      ...useTickets,
      keep(token: string, ticket: string) {
        kept.push(ticket)
        useTickets.keep(token, ticket)
      },
    }
    await enter(network, {}, { kitToken, useTickets: told })
    expect(network.last.sent[0]).toMatchObject({ useTicket: kept[0] })
    expect(kept).toEqual([expect.stringMatching(/^[\w-]{43}$/), 'use-1'])
    expect(useTickets.ticketOf(kitToken)).toBe('use-1')
  })

  it('comes in again after a reload with what was kept, twenty times; one that kept nothing does not', async () => {
    const network = createNetwork()
    const useTickets = createUseTickets()
    const kitToken = network.house.token(once)
    for (let reload = 0; reload <= 20; reload += 1) {
      const { client } = await enter(network, {}, { kitToken, useTickets })
      expect(client.state.name).toBe('joined')
      network.last.cut()
    }
    const copy = createVisitor(network, {}, { kitToken })
    const refused = expect(copy.client.join()).rejects.toMatchObject({ code: 'token_used' })
    await rest()
    await refused
    expect(copy.told.at(-1)).toBe('ended token_used')
  })

  it('comes back to its seat, and to a hub that was restarted', async () => {
    const network = createNetwork()
    const { client, told } = await enter(network, once)
    network.last.cut()
    await pass(network, 1000)
    expect(network.house.uses.get('one')?.[0]).toBe('use-1')
    network.house.hub.dissolve(1, 'lobby')
    await pass(network, 5000)
    expect(network.house.uses.get('one')?.[0]).toBe('use-2')
    expect(client.state.name).toBe('joined')
    expect(told.filter((line) => line.startsWith('ended'))).toEqual([])
  })

  it('renews with such a token, and comes in again with it', async () => {
    const network = createNetwork()
    const useTickets = createUseTickets()
    const { client } = await enter(network, {}, { useTickets })
    const fresh = network.house.token({ ...once, lifetime: 9000 })
    const renewed = client.renew(fresh)
    await rest()
    await renewed
    expect(useTickets.ticketOf(fresh)).toBe('use-1')
    network.house.hub.dissolve(1, 'lobby')
    await pass(network, 5000)
    expect(client.state.name).toBe('joined')
    expect(useTickets.ticketOf(fresh)).toBe('use-2')
  })

  it('renews once more when the answer was lost: it loses no use by it, and coming back with the old token shortens nothing (livekit 4580)', async () => {
    const network = createNetwork()
    const { client } = await enter(network)
    const until = network.house.clock.now() / 1000 + 9000
    const release = network.house.holdUses()
    const renewed = client.renew(network.house.token({ ...once, lifetime: 9000 }))
    await rest()
    network.last.cut()
    await release()
    await pass(network, 2000)
    await renewed
    expect([client.state.name, client.expiresAt]).toEqual(['joined', until])
    expect(network.house.hub.rooms()[0]?.people[0]?.expiresAt).toBe(until)
  })
})

describe('a client that was replaced', () => {
  it('is told so and does not come back by itself: nobody is left sitting in a dead room (jitsi 14242)', async () => {
    const network = createNetwork({ duplicates: 'newest' })
    const first = await enter(network)
    const second = await enter(network)
    await pass(network, 60_000)
    expect(first.told.at(-1)).toBe('ended replaced')
    expect([first.client.self, first.client.canPublish, first.engine.peers]).toEqual([null, false, []])
    expect(second.client.state.name).toBe('joined')
  })

  it('while it slept does not throw the newer one out when it wakes', async () => {
    const network = createNetwork({ duplicates: 'newest' })
    const laptop = await enter(network)
    const asleep = network.last
    asleep.freeze()
    const phone = await enter(network)
    asleep.cut()
    await pass(network, 60_000)
    expect([laptop.client.state.name, phone.client.state.name]).not.toContain('reconnecting')
    expect(phone.told.at(-1)).toBe('joined')
  })
})

describe('a client whose token is refused while it comes back', () => {
  it('has left, with its media, and says why: nobody is left sitting in a dead room (jitsi 14242)', async () => {
    let revoked = false
    const network = createNetwork({ refuse: () => (revoked ? 'token_revoked' : null) })
    const ada = await enter(network)
    await enter(network, { userId: 'grace' })
    revoked = true
    network.sockets[0]?.cut()
    await pass(network, 5000)
    expect(ada.told.at(-1)).toBe('ended token_revoked')
    expect([ada.client.self, ada.client.participants, ada.engine.peers]).toEqual([null, [], []])
  })
})
