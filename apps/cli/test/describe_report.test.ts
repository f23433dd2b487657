// What people read of a report. The reports themselves are the library's, and tested there.
import { createKeyring, inspect, mint, mintToken04 } from '@roompass/token'
import { describe, expect, it } from 'vitest'
import { describeReport } from '../src/describe_report.ts'
import { app } from './run.ts'

const now = 1767225600
const clock = { now: () => now }
const keys = createKeyring([{ appId: Number(app.ROOMPASS_APP_ID), serverSecret: app.ROOMPASS_SERVER_SECRET }])
const kitToken = mint({ userId: 'ada', roomId: 'lobby', userName: 'Ada L.', expiresIn: 3600 }, keys, clock)

function linesOf(text: string, at: number = now): readonly string[] {
  return describeReport(inspect(text, { keys, now: at }), true).split('\n')
}

describe('a report in words', () => {
  it('goes through the layers from the outside in', () => {
    const lines = linesOf(kitToken)
    const heads = lines.filter((line) => /^[a-z]+:/.test(line)).map((line) => line.replace(/:.*/, ''))
    expect(heads).toEqual(['kind', 'frame', 'envelope', 'suffix', 'key', 'claims', 'trust', 'generators'])
    expect(lines).toContain('kind: kit-token')
    expect(lines).toContain('  expire: 1767229200 (2026-01-01T01:00:00Z)')
    expect(lines).toContain('  userName: Ada L.')
    expect(lines).toContain('trust: signed')
    expect(lines).toContain('generators: roompass')
    expect(lines.slice(-2)).toEqual(['', 'No problem found.'])
  })

  it('says of a sealed layer without a secret that it is closed, and shows the others', () => {
    const text = describeReport(inspect(kitToken, { now }), false)
    expect(text).toContain('\nkey: (closed: no ServerSecret)\nclaims: (closed: no ServerSecret)\ntrust: (closed')
    expect(text).toContain('  roomID: lobby')
  })

  it('says of a layer behind a broken one that it was not reached, and of a missing suffix that there is none', () => {
    const lines = linesOf(mintToken04({ userId: 'ada', expiresIn: 60 }, keys, clock).slice(0, -4))
    expect(lines).toContain('suffix: (none)')
    expect(lines).toContain('claims: (not reached)')
  })

  it('gives each problem its mend, and the numbers that it has at ZEGOCLOUD where it has some', () => {
    const lines = linesOf(kitToken, now + 3642)
    const at = lines.indexOf('problem (token_expired): The token has expired. It did so 42 seconds ago.')
    expect(lines.slice(at + 1, at + 3)).toEqual([
      'mend: Mint a new token. If it is new, set the clocks and give the lifetime in seconds.',
      'at ZEGOCLOUD it shows up as: web 1102018; native 1002033, 1002056, 1002078; ZIM 6000106, 6000108; server 50117, 50123',
    ])
    expect(lines).not.toContain('No problem found.')
    expect(linesOf('a Token04 it is not, #, nor anything else').join('\n')).not.toContain('frame')
  })

  it('tells what should be known of a token in which nothing is wrong', () => {
    const [token04 = ''] = kitToken.split('#')
    const unsigned = `${token04}#${btoa('{"userID":"ada","roomID":"lobby","userName":"Ada","appID":1234567890}')}`
    expect(linesOf(unsigned).join('\n')).toMatch(/\nwarning \(suffix_unproven\): .+\nmend: .+\n\nNo problem found\.$/)
  })
})
