import { describe, expect, it } from 'vitest'
import { createLog } from '../src/log.ts'
import { createCapturedLog } from './fakes/captured_log.ts'

describe('a log', () => {
  it('writes one line of JSON for each event: when, how bad, what, and more', () => {
    const lines: string[] = []
    const log = createLog(
      (line) => lines.push(line),
      () => 1_800_000_000_123,
    )
    log.info('started')
    log.warn('slow', { seconds: 2.5, path: null })
    log.error('broken', { error: 'line 1\nline 2 "quoted" \u2028', fatal: false })
    expect(lines).toEqual([
      '{"at":"2027-01-15T08:00:00.123Z","level":"info","event":"started"}\n',
      '{"at":"2027-01-15T08:00:00.123Z","level":"warn","event":"slow","seconds":2.5,"path":null}\n',
      `{"at":"2027-01-15T08:00:00.123Z","level":"error","event":"broken","error":"line 1\\nline 2 \\"quoted\\" \u2028","fatal":false}\n`,
    ])
  })

  // Once a field called event took the place of the event, and lost audits went by other names.
  it('lets no field take the place of what it says itself', () => {
    const log = createCapturedLog()
    log.error('audit_lost', { event: 'token.issued', level: 'info', at: 'never', entry: 'token.issued' })
    expect(log.events).toEqual(['error audit_lost'])
    expect(JSON.parse(log.lines[0] ?? '')).toMatchObject({ at: expect.stringMatching(/^20/), entry: 'token.issued' })
  })

  it('goes by the clock of the machine unless it is told otherwise', () => {
    const log = createCapturedLog()
    const before = Date.now()
    log.info('now')
    expect(Date.parse(JSON.parse(log.lines[0] ?? '').at)).toBeGreaterThanOrEqual(before)
  })
})
