import { describe, expect, it } from 'vitest'
import { createGuardedLog, type GuardedLogParts } from '../../src/observe/guarded_log.ts'
import { createRedaction } from '../../src/observe/redact.ts'
import { serverSecret } from '../config/configs.ts'
import { createCapturedLog } from '../fakes/captured_log.ts'

function guarded(parts: Partial<GuardedLogParts> = {}) {
  const captured = createCapturedLog()
  const counts = { bitten: 0, lines: [] as string[] }
  const log = createGuardedLog({
    log: captured,
    threshold: 'info',
    redact: createRedaction(),
    bit: () => (counts.bitten += 1),
    counted: (level) => counts.lines.push(level),
    traced: () => null,
    ...parts,
  })
  return { log, captured, counts, line: (): Record<string, unknown> => JSON.parse(captured.lines.at(-1) ?? '{}') }
}

describe('a guarded log', () => {
  it('writes names and numbers as they are', () => {
    const { log, line, counts } = guarded()
    log.warn('slow', { seconds: 2.5, route: '/v1/token', ok: false, network: null })
    expect(line()).toMatchObject({
      level: 'warn',
      event: 'slow',
      seconds: 2.5,
      route: '/v1/token',
      ok: false,
      network: null,
    })
    expect(counts).toEqual({ bitten: 0, lines: ['warn'] })
  })

  it('takes a secret out of whatever field it came into, and says so', () => {
    const { log, line, captured, counts } = guarded()
    log.error('broken', { what: `secret ${serverSecret}`, where: 'here', name: 'Bearer abcdefgh' })
    expect(line()).toMatchObject({ what: 'secret [redacted]', where: 'here', name: '[redacted]' })
    expect(captured.lines.join('')).not.toContain(serverSecret)
    expect(counts.bitten).toBe(2)
  })

  it('leaves no part of a secret that stands where a field is cut', () => {
    const { log, captured } = guarded({ redact: createRedaction(['correct horse battery staple']) })
    log.error('broken', { what: `${'x'.repeat(480)}correct horse battery staple` })
    expect(captured.lines.join('')).not.toContain('correct horse')
  })

  it('writes of an error its name, its code and its place, and not what it says', () => {
    const { log, line } = guarded()
    const cause = new RangeError('ada')
    log.error('broken', {
      error: Object.assign(new TypeError('ada in room lobby', { cause }), { code: 'ERR_INVALID' }),
    })
    expect(line()).toMatchObject({
      error: 'TypeError',
      error_code: 'ERR_INVALID',
      error_cause: 'RangeError',
      error_stack: expect.stringMatching(/^at .*guarded_log\.test\.ts:\d+:\d+/),
    })
    expect(JSON.stringify(line())).not.toMatch(/ada|lobby/)
  })

  it('writes no code that is none, and no stack where there is none', () => {
    const { log, line } = guarded()
    const error = Object.assign(new Error('ada'), { code: 'for ada' })
    delete error.stack
    log.error('broken', { error })
    expect(Object.keys(line())).toEqual(['at', 'level', 'event', 'error'])
  })

  it('says what an error says where it is asked to, without secrets', () => {
    const { log, line } = guarded({ threshold: 'debug' })
    log.error('broken', { error: new Error(`no room lobby for ${serverSecret}`) })
    expect(line()).toMatchObject({ error: 'Error', error_message: 'no room lobby for [redacted]' })
  })

  it('cuts what is long', () => {
    const { log, line } = guarded()
    log.info('long', { text: 'word '.repeat(1000) })
    expect(String(line()['text'])).toHaveLength(500)
  })

  it.each([
    ['debug', ['info', 'warn', 'error']],
    ['info', ['info', 'warn', 'error']],
    ['warn', ['warn', 'error']],
    ['error', ['error']],
    ['off', []],
  ] as const)('writes from its level on: %s', (threshold, written) => {
    const { log, captured, counts } = guarded({ threshold })
    log.info('a')
    log.warn('a')
    log.error('a')
    expect(captured.events).toEqual(written.map((level) => `${level} a`))
    expect(counts.lines).toEqual(['info', 'warn', 'error'])
  })

  it('says where a line stands in a trace', () => {
    const at = { trace_id: '0af7651916cd43dd8448eb211c80319c', span_id: 'b7ad6b7169203331' }
    const { log, line, counts } = guarded({ traced: () => at })
    log.info('here', { n: 1 })
    expect(line()).toMatchObject({ n: 1, ...at })
    expect(counts.bitten).toBe(0)
  })
})
