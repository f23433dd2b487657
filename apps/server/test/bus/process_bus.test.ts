import { describe, expect, it } from 'vitest'
import { createLocalBus } from '../../src/bus/local_bus.ts'
import { joinBuses } from '../../src/bus/process_bus.ts'
import { eventually } from '../patience.ts'
import { openSiblings } from '../processes/family.ts'
import { busContract, heardBy } from './contract.ts'

busContract({
  name: 'the processes of a machine',
  open: async (count) => openSiblings(count).map(({ siblings }) => siblings.bus),
})

busContract({
  name: 'processes of a machine that have other nodes as well',
  async open(count) {
    const far = createLocalBus()
    return openSiblings(count).map(({ siblings }) => joinBuses(siblings.bus, far))
  },
})

describe('the bus of a process', () => {
  it('is down when the parent is gone', () => {
    const [one] = openSiblings(1)
    expect(one!.siblings.bus.connected).toBe(true)
    one!.orphan()
    expect(one!.siblings.bus.connected).toBe(false)
  })

  it('reaches other nodes as well, and hears them', async () => {
    const far = createLocalBus()
    const [one] = openSiblings(1)
    const both = joinBuses(one!.siblings.bus, far)
    const [here, there] = [heardBy(both), heardBy(far)]
    both.hint('keys')
    await eventually(() => there).toEqual(['keys'])
    far.hint('revocations')
    await eventually(() => here).toContain('revocations')
  })
})
