// How often the machine is asked for randomness: once for a block, since a call costs more than minting a token.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { systemRandom } from '../src/ambient.ts'

const blockSize = 4096
const asked = vi.spyOn(globalThis.crypto, 'getRandomValues')
afterEach(() => asked.mockClear())

describe('the randomness of the machine', () => {
  it('is drawn once for as many tokens as a block holds', () => {
    systemRandom(blockSize)
    asked.mockClear()
    for (let i = 0; i < blockSize / 4; i++) systemRandom(4)
    expect(asked).toHaveBeenCalledTimes(1)
    systemRandom(4)
    expect(asked).toHaveBeenCalledTimes(2)
  })

  it('leaves nothing of a block behind for the next caller when all of it was asked for', () => {
    systemRandom(1)
    asked.mockClear()
    systemRandom(blockSize)
    expect(asked).toHaveBeenCalledTimes(1)
    systemRandom(1)
    expect(asked).toHaveBeenCalledTimes(2)
  })

  it('is drawn directly when more is asked for than a block holds', () => {
    systemRandom(1)
    asked.mockClear()
    expect(systemRandom(blockSize + 1)).toHaveLength(blockSize + 1)
    systemRandom(1)
    expect(asked).toHaveBeenCalledTimes(1)
  })
})
