// What every bus must do. Hints may be lost, so the tests give hints until one is heard.
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Bus, Topic } from '../../src/bus/bus.ts'
import { eventually } from '../patience.ts'

export interface BusKind {
  readonly name: string
  /** Nodes that hear each other. */
  readonly open: (count: number) => Promise<Bus[]>
  /** Breaks the line to all that are open, until the function it gives is called. Absent where there is no line. */
  readonly outage?: () => Promise<() => Promise<void>>
}

export async function opened({ open }: Pick<BusKind, 'open'>, count: number): Promise<Bus[]> {
  const buses = await open(count)
  for (const bus of buses) onTestFinished(() => bus.close())
  await eventually(() => buses.every(({ connected }) => connected)).toBe(true)
  return buses
}

export function heardBy(bus: Bus): Topic[] {
  const heard: Topic[] = []
  bus.listen((topic) => heard.push(topic))
  return heard
}

export function busContract(kind: BusKind): void {
  describe(`${kind.name}, as a bus`, () => {
    it('brings a hint to every node that listens', async () => {
      const buses = await opened(kind, 3)
      const heard = buses.map(heardBy)
      await eventually(() => {
        buses[0]!.hint('revocations')
        return heard.every((topics) => topics.includes('revocations'))
      }).toBe(true)
      expect(heard.flat()).not.toContain('keys')
    })

    it('does not call anybody before hint has returned', async () => {
      const [bus] = await opened(kind, 1)
      const heard = heardBy(bus!)
      bus!.hint('keys')
      expect(heard).toEqual([])
      await eventually(() => heard).toContain('keys')
    })

    it('lets one stop listening and the others hear on', async () => {
      const [bus] = await opened(kind, 1)
      const [gone, stays]: [Topic[], Topic[]] = [[], []]
      const hear = (topic: Topic): void => void gone.push(topic)
      const stop = bus!.listen(hear)
      bus!.listen((topic) => stays.push(topic))
      stop()
      bus!.hint('keys')
      await eventually(() => stays).toContain('keys')
      expect(gone).toEqual([])
    })

    it('is silent after it was closed, and closes once', async () => {
      const [bus] = await opened(kind, 1)
      const heard = heardBy(bus!)
      bus!.hint('keys')
      await Promise.all([bus!.close(), bus!.close()])
      const before = heard.length
      bus!.hint('keys')
      await new Promise((later) => setTimeout(later, 50))
      expect(heard).toHaveLength(before)
      expect(bus!.connected).toBe(false)
    })

    const { outage } = kind
    if (outage === undefined) return
    it('loses hints while the line is broken, without a word, and says when it is back that anything may have changed', async () => {
      const [one, other] = await opened(kind, 2)
      const end = await outage()
      await eventually(() => [one!.connected, other!.connected]).toEqual([false, false])
      const heard = heardBy(other!)
      one!.hint('revocations')
      await end()
      await eventually(() => heard).toEqual(expect.arrayContaining(['revocations', 'keys', 'nodes', 'sessions']))
      await eventually(() => [one!.connected, other!.connected]).toEqual([true, true])
      heard.length = 0
      await eventually(() => {
        one!.hint('keys')
        return heard
      }).toContain('keys')
    })

    it('can be closed while the line is broken', async () => {
      const [bus] = await opened(kind, 1)
      const end = await outage()
      await bus!.close()
      await end()
      expect(bus!.connected).toBe(false)
    })
  })
}
