import { describe, expect, it, vi } from 'vitest'
import { eventually } from '../patience.ts'
import { createFamily, openSiblings } from './family.ts'

const node = (url: string) => ({ url, id: `id of ${url}`, speaks: 1 })

function counted(tokens: number, people: number): string {
  return [
    '# HELP tokens_total Tokens.',
    '# TYPE tokens_total counter',
    `tokens_total{code="issued"} ${tokens}`,
    '# HELP people People.',
    '# TYPE people gauge',
    `people ${people}`,
    '# HELP process_cpu_seconds_total Time.',
    '# TYPE process_cpu_seconds_total counter',
    `process_cpu_seconds_total ${tokens / 2}`,
    '',
  ].join('\n')
}

describe('who is there, as the parent knows it', () => {
  it('is what each process has said of itself, with its age', async () => {
    let now = 0
    const { bear } = createFamily(2, () => now)
    const [one, two] = [bear(1), bear(2)]
    await one.siblings.members!.announceNode(node('http://a'))
    now = 1500
    await two.siblings.members!.announceNode(node('http://b'))
    expect(await one.siblings.members!.seenNodes()).toEqual([
      { ...node('http://a'), ageMs: 1500 },
      { ...node('http://b'), ageMs: 0 },
    ])
  })

  it('forgets a node that says farewell, or was silent for long enough, and nobody else', async () => {
    let now = 0
    const { bear } = createFamily(2, () => now)
    const { members } = bear(1).siblings
    await members!.announceNode(node('http://a'))
    now = 2000
    expect(await members!.forgetNode({ url: 'http://a', id: 'another', olderThanMs: 0 })).toBe(false)
    expect(await members!.forgetNode({ url: 'http://a', id: 'id of http://a', olderThanMs: 3000 })).toBe(false)
    expect(await members!.forgetNode({ url: 'http://a', id: 'id of http://a', olderThanMs: 2000 })).toBe(true)
    expect(await members!.seenNodes()).toEqual([])
  })

  it('forgets a process that dies at once, and tells the others', async () => {
    const { bear } = createFamily(2)
    const [one, two] = [bear(1), bear(2)]
    await two.siblings.members!.announceNode(node('http://b'))
    const heard: string[] = []
    one.siblings.bus.listen((topic) => heard.push(topic))
    two.die()
    await eventually(() => heard).toEqual(['nodes'])
    expect(await one.siblings.members!.seenNodes()).toEqual([])
  })
})

describe('what was taken of limits', () => {
  it('is told to the others together, and to nobody twice', async () => {
    const [one, two, three] = openSiblings(3)
    const taken: Record<string, unknown[]> = { one: [], two: [], three: [], other: [] }
    one!.siblings.spending.follow('user', (...what) => taken['one']!.push(what))
    two!.siblings.spending.follow('user', (...what) => taken['two']!.push(what))
    two!.siblings.spending.follow('network', (...what) => taken['other']!.push(what))
    three!.siblings.spending.follow('user', (...what) => taken['three']!.push(what))
    for (const key of ['ada', 'ben', 'ada']) one!.siblings.spending.took('user', key, 1)
    const told = [
      ['ada', 2],
      ['ben', 1],
    ]
    await eventually(() => taken).toEqual({ one: [], two: told, three: told, other: [] })
  })
})

describe('the metrics of all processes', () => {
  it('are added up where they count, and there for each where they do not', async () => {
    const { bear } = createFamily(2)
    const [one, two] = [bear(1), bear(2)]
    one.says = counted(3, 1)
    two.says = counted(4, 5)
    const text = await one.siblings.metrics()
    expect(text).toContain('# TYPE tokens_total counter\ntokens_total{code="issued"} 7\n')
    expect(text).toContain('# TYPE people gauge\npeople{process="1"} 1\npeople{process="2"} 5\n')
    expect(text).toContain('\nprocess_cpu_seconds_total{process="1"} 1.5\nprocess_cpu_seconds_total{process="2"} 2\n')
    expect(text).toContain('\nroompass_processes 2\n')
  })

  it('never count less than before: not when a process dies, nor when it is silent', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { bear, exchange } = createFamily(2)
    const [one, two] = [bear(1), bear(2)]
    one.says = counted(3, 1)
    two.says = counted(4, 5)
    await exchange.metrics()
    two.says = null
    const silent = exchange.metrics()
    // The first one has answered.
    for (let turn = 0; turn < 4; turn += 1) await new Promise((done) => setImmediate(done))
    await vi.advanceTimersByTimeAsync(2000)
    expect(await silent).toMatch(/tokens_total\{code="issued"\} 7\n(?:.*\n)*people\{process="1"\} 1\n(?!people)/)
    vi.useRealTimers()
    two.die()
    bear(2).says = counted(10, 0)
    const text = await exchange.metrics()
    expect(text).toContain('\ntokens_total{code="issued"} 17\n')
    expect(text).toContain('\nroompass_process_ends_total 1\n')
  })
})
