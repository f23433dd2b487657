import { describe, expect, it } from 'vitest'
import { inspect } from 'node:util'
import { createSealer, SealBroken, type KeyService } from '../../src/keys/sealing.ts'

const name = { appId: 1_234_567_890, kid: 'a2517ef2' }
// roompass-scan-allow: made up for tests
const secret = 'f3a91c07d2b84e65a0c7194be8d35f62'
const [old, today] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)]

/** Turns bits around, and takes back only what it has wrapped. */
function createService(): KeyService & { calls: number } {
  const known = new Set<string>()
  const turn = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0xff)
  const service = {
    calls: 0,
    async wrap(dataKey: Uint8Array) {
      service.calls += 1
      const wrapped = Uint8Array.from([7, ...turn(dataKey)])
      known.add(wrapped.join())
      return wrapped
    },
    async unwrap(wrapped: Uint8Array) {
      service.calls += 1
      if (!known.has(wrapped.join())) throw new Error('not mine')
      return turn(wrapped.subarray(1))
    },
  }
  return service
}

const flipped = (bytes: Uint8Array, at: number): Uint8Array => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))

describe('a secret sealed under a key', () => {
  it('opens under its name, and never looks the same', async () => {
    const sealer = createSealer([today])
    const [first, second] = await Promise.all([sealer.seal(name, secret), sealer.seal(name, secret)])
    expect(await sealer.open(name, first)).toBe(secret)
    expect(first).not.toEqual(second)
    expect(first).toHaveLength(1 + 4 + 12 + 32 + 16)
    expect(Buffer.from(first).includes(secret)).toBe(false)
  })

  it('opens under no other name', async () => {
    const sealer = createSealer([today])
    const sealed = await sealer.seal(name, secret)
    await expect(sealer.open({ ...name, kid: 'a2517ef3' }, sealed)).rejects.toThrow(SealBroken)
    await expect(sealer.open({ ...name, appId: 1 }, sealed)).rejects.toThrow(SealBroken)
  })

  it('does not open when any of its bytes is another', async () => {
    const sealer = createSealer([today, old])
    const sealed = await sealer.seal(name, secret)
    for (const at of sealed.keys())
      await expect(sealer.open(name, flipped(sealed, at)), `${at}`).rejects.toThrow(SealBroken)
    for (const length of [0, 1, 5, 20, sealed.length - 1])
      await expect(sealer.open(name, sealed.subarray(0, length)), `${length}`).rejects.toThrow(SealBroken)
  })

  it('opens under a key that no longer seals, and says that it is to be sealed anew', async () => {
    const before = await createSealer([old]).seal(name, secret)
    const sealer = createSealer([today, old])
    expect(await sealer.open(name, before)).toBe(secret)
    expect(sealer.isToday(before)).toBe(false)
    expect(sealer.isToday(await sealer.seal(name, secret))).toBe(true)
  })

  it('names the key that is missing, and shows nothing of any', async () => {
    const sealed = await createSealer([old]).seal(name, secret)
    const error = await createSealer([today])
      .open(name, sealed)
      .catch((thrown: unknown) => thrown)
    expect(String(error)).toBe(
      `SealBroken: the secret of key a2517ef2 of app 1234567890 cannot be opened: it was sealed under the key ${Buffer.from(sealed.subarray(1, 5)).toString('hex')}, which is not given`,
    )
    const sealer = createSealer([today])
    expect(inspect(sealer, { depth: 9, showHidden: true })).not.toMatch(/0202|2, 2/)
  })
})

describe('a secret sealed under a key service', () => {
  it('opens with its help alone', async () => {
    const service = createService()
    const sealer = createSealer([], service)
    const sealed = await sealer.seal(name, secret)
    expect(await sealer.open(name, sealed)).toBe(secret)
    expect(sealer.isToday(sealed)).toBe(true)
    expect(service.calls).toBe(2)
    await expect(createSealer([today]).open(name, sealed)).rejects.toThrow(
      'sealed under a key service, and there is none',
    )
  })

  it('does not open when any of its bytes is another, or when the service refuses', async () => {
    const sealer = createSealer([], createService())
    const sealed = await sealer.seal(name, secret)
    for (const at of sealed.keys())
      await expect(sealer.open(name, flipped(sealed, at)), `${at}`).rejects.toThrow(SealBroken)
    await expect(createSealer([], createService()).open(name, sealed)).rejects.toThrow('does not unwrap it')
  })

  it('may follow a key: that one still opens, the service seals', async () => {
    const before = await createSealer([old]).seal(name, secret)
    const sealer = createSealer([old], createService())
    expect(await sealer.open(name, before)).toBe(secret)
    expect(sealer.isToday(before)).toBe(false)
    expect((await sealer.seal(name, secret))[0]).toBe(2)
  })

  it.each([
    ['nothing', new Uint8Array(0)],
    ['too much', new Uint8Array(4097)],
  ])('is refused what it wraps when that is %s', async (_, wrapped) => {
    const service: KeyService = { wrap: async () => wrapped, unwrap: async () => wrapped }
    await expect(createSealer([], service).seal(name, secret)).rejects.toThrow('1 to 4096 bytes')
  })
})
