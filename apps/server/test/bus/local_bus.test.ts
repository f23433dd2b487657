import { createLocalBus } from '../../src/bus/local_bus.ts'
import { busContract } from './contract.ts'

busContract({
  name: 'a process alone',
  async open(count) {
    const bus = createLocalBus()
    return Array.from({ length: count }, () => bus)
  },
})
