// The tables of the protocol: unique, complete, and the same in code and in spec/room-protocol.md.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import {
  closeCodes,
  closeNameOf,
  closeReasons,
  isCloseName,
  refusedCodeOf,
  refusedMeanings,
  wireLimits,
} from '../../src/protocol/index.ts'
import { defaultHubLimits } from '../../src/hub/index.ts'

const spec = readFileSync(new URL('../../../../spec/room-protocol.md', import.meta.url), 'utf8')

/** The cells of the table rows under a heading of the specification. */
function rowsUnder(heading: string): string[][] {
  const section = spec.split(/^#+ /m).find((part) => part.startsWith(heading)) ?? ''
  return section
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
    .slice(1)
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim().replaceAll('`', '')),
    )
}

it('every name has one code, and code and reason together give the name', () => {
  for (const [name, code] of Object.entries(closeCodes)) {
    expect(closeNameOf(code, name)).toBe(name)
    expect(isCloseName(name)).toBe(true)
  }
  expect([closeNameOf(1006), closeNameOf(4999, 'left')]).toEqual([undefined, undefined])
})

it('a code alone gives the name that a client knows which is older than the others, and never a wrong one', () => {
  const shared = Object.entries(closeCodes).filter(([name, code]) => closeNameOf(code) !== name)
  expect(shared).toEqual([
    ['replaced', 4409],
    ['token_used', 4409],
  ])
  expect([closeNameOf(4409), closeNameOf(4409, 'of tomorrow'), closeNameOf(4413, 'replaced')]).toEqual([
    'already_joined',
    'already_joined',
    'room_full',
  ])
  expect([isCloseName('toString'), isCloseName('')]).toEqual([false, false])
})

it('the close codes are those of the specification', () => {
  const rows = rowsUnder('7. Close codes').map(([code, name, retry, meaning]) => [name, Number(code), retry, meaning])
  expect(rows).toEqual(
    Object.entries(closeReasons).map(([name, { code, retry, meaning }]) => [name, code, retry, meaning]),
  )
})

it('the refusals are those of the specification', () => {
  const rows = rowsUnder('6.1 Codes of a refusal').map(([code, meaning]) => [code, meaning])
  expect(rows).toEqual(Object.entries(refusedMeanings))
  expect([refusedCodeOf('publish_denied'), refusedCodeOf('forbidden'), refusedCodeOf('toString')]).toEqual([
    'publish_denied',
    'forbidden',
    'other',
  ])
})

it('the limits are those of the specification', () => {
  const written = Object.fromEntries(
    rowsUnder('3. Limits').map(([name, value]) => [name, Number(value?.replaceAll(' ', ''))]),
  )
  expect(written).toEqual({ ...wireLimits, ...defaultHubLimits })
})
