// Which reason comes first when a suffix breaks several rules: fuzzing against the second reading of the specification found another order.
import { describe, expect, it } from 'vitest'
import { decodeBase64Text } from '../src/codec/base64.ts'
import { readSuffix } from '../src/codec/suffix.ts'
import { suffixFields, suffixOf } from './forge.ts'
import { codeOf } from './refusal.ts'

const code = (changes: Readonly<Record<string, unknown>>): string =>
  codeOf(() => readSuffix(decodeBase64Text(suffixOf({ ...suffixFields, ...changes })), 'own'))

describe('a suffix that breaks several rules', () => {
  it.each([
    { roomID: 'my#room', ext: 5 },
    { userID: 'no user', roomID: 7 },
    { userID: 'no user', userName: null },
    { userName: '%', ext: null },
    { userID: 'no user', appID: 0 },
  ])('is refused for what a field is before what it says: %j', (changes) => {
    expect(code(changes)).toBe('suffix_malformed')
  })

  it.each<[object, string]>([
    [{ userID: 'no user', roomID: 'my#room', userName: '%', ext: '\n', sig: '' }, 'user_id_invalid'],
    [{ roomID: 'my#room', userName: '%', ext: '\n', sig: '' }, 'room_id_invalid'],
    [{ userName: '%', ext: '\n', sig: '' }, 'user_name_invalid'],
    [{ ext: '\n', sig: '' }, 'signature_malformed'],
  ])('is refused in the order of the fields: %j', (changes, first) => {
    expect(code({ ...changes })).toBe(first)
  })
})
