import { describe, expect, it } from 'vitest'
import { createRegistry } from '../../src/observe/registry.ts'

describe('a registry', () => {
  it('writes counters with every series from the start, in the text format of Prometheus', () => {
    const registry = createRegistry()
    const doors = registry.counter('doors_total', 'Doors.', { at: ['front', 'back'], kind: ['oak'] })
    const all = registry.counter('all_total', 'All.')
    doors.count({ at: 'back', kind: 'oak' })
    doors.count({ at: 'back', kind: 'oak' }, 2)
    all.count({})
    expect(registry.text()).toBe(`# HELP doors_total Doors.
# TYPE doors_total counter
doors_total{at="front",kind="oak"} 0
doors_total{at="back",kind="oak"} 3
# HELP all_total All.
# TYPE all_total counter
all_total 1
`)
  })

  it('writes histograms whose buckets hold all that is at most their end', () => {
    const registry = createRegistry()
    const seconds = registry.histogram('wait_seconds', 'Waits.', [0.1, 1], { route: ['a', 'b'] })
    for (const value of [0.05, 0.1, 0.5, 7]) seconds.observe(value, { route: 'b' })
    expect(registry.text()).toBe(`# HELP wait_seconds Waits.
# TYPE wait_seconds histogram
wait_seconds_bucket{route="a",le="0.1"} 0
wait_seconds_bucket{route="a",le="1"} 0
wait_seconds_bucket{route="a",le="+Inf"} 0
wait_seconds_sum{route="a"} 0
wait_seconds_count{route="a"} 0
wait_seconds_bucket{route="b",le="0.1"} 2
wait_seconds_bucket{route="b",le="1"} 3
wait_seconds_bucket{route="b",le="+Inf"} 4
wait_seconds_sum{route="b"} 7.65
wait_seconds_count{route="b"} 4
`)
  })

  it('asks gauges when it is read, and leaves out those that do not know', () => {
    const registry = createRegistry()
    let people: number | null = 3
    registry.gauge('people', 'People.', () => people)
    registry.gaugeBy('keys', 'Keys.', 'state', ['active', 'next'], (state) => (state === 'next' ? null : people))
    registry.total('seconds_total', 'Seconds.', () => 1.5)
    expect(registry.text()).toContain('people 3\n')
    expect(registry.text()).toContain('# TYPE keys gauge\nkeys{state="active"} 3\n# HELP seconds_total')
    expect(registry.text()).toContain('# TYPE seconds_total counter\nseconds_total 1.5\n')
    people = null
    expect(registry.text()).toContain('# TYPE people gauge\n# HELP keys')
  })

  it('takes no label value but those that were said when the metric was made', () => {
    const registry = createRegistry()
    const doors = registry.counter('doors_total', 'Doors.', { at: ['front'] })
    const unknown = JSON.parse('"ada"')
    expect(() => doors.count({ at: unknown })).toThrow(new RangeError('no value for at of doors_total'))
    expect(registry.text()).not.toContain('ada')
  })

  it.each(['a"b', 'a\\b', 'a\nb'])('makes no metric with the label value %j', (value) => {
    expect(() => createRegistry().counter('doors_total', 'Doors.', { at: [value] })).toThrow('no value for at')
  })

  it('makes no metric twice, and none by a name that is none', () => {
    const registry = createRegistry()
    registry.counter('doors_total', 'Doors.')
    expect(() => registry.gauge('doors_total', 'Doors.', () => 1)).toThrow(RangeError)
    expect(() => registry.gauge('Doors-total', 'Doors.', () => 1)).toThrow(RangeError)
  })
})
