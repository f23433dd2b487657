// User IDs, room IDs and user names outside of what they may be: R11 and R22.
import { alone, bare, unsigned } from '../../craft.ts'
import type { HostileTest } from '../../model.ts'
import { suffixJson } from '../../primitives.ts'
import { breaking, type Bend } from './breaks.ts'

/** A suffix in ASCII, whatever is in it. */
const withEscapes: Pick<Bend, 'json'> = {
  json: (shown, sig) => suffixJson(shown, sig).replaceAll(/[^\x20-\x7e]/g, escapeOf),
}

function escapeOf(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

const user = (userId: string): Bend => ({ userId, alsoBreaks: ['R22'] })
const room = (roomId: string): Bend => ({ shown: { roomId } })
const name = (encodedName: string): Bend => ({ shown: { encodedName } })

const userIds: readonly (readonly [string, string])[] = [
  ['is empty', ''],
  ['has 65 characters', 'u'.repeat(65)],
  ['has a space', 'user 1'],
  ['has a quotation mark', 'user"1'],
  ['has a colon', 'user:1'],
  ['has a question mark', 'user?'],
  ['has a vertical bar', 'user|1'],
  ['ends in a line feed', 'user-1\n'],
  ['has a NUL', 'user\u00001'],
  ['has DEL', 'user\u007f'],
  ['has an é', 'usér'],
  ['has a Cyrillic letter that looks like a Latin one', 'us\u0435r-1'],
  ['has full-width letters', '\uff55\uff53\uff45\uff52'],
  ['is Chinese', '用户'],
  ['is an emoji', '😀'],
  ['has half a character', 'user\ud800'],
]

const roomIds: readonly (readonly [string, string])[] = [
  ['a space', 'room 1'],
  ['a quotation mark', 'room"1'],
  ['a backslash', 'room\\1'],
  ['a hash', 'room#1'],
  ['129 characters', 'r'.repeat(129)],
  ['a line feed at its end', 'room-1\n'],
  ['DEL', 'room\u007f'],
]

const userNames: readonly (readonly [string, string])[] = [
  ['a percent sign that encodes nothing', '100%'],
  ['a percent sign before what is not hex', 'Ada%zz'],
  ['half of a character of UTF-8', 'Zo%C3'],
  ['a byte that is never UTF-8', 'Ada%FF'],
  ['a spelling of UTF-8 that is too long', 'Ada%C0%80'],
  ['a surrogate in UTF-8', 'Ada%ED%A0%80'],
  ['a NUL', 'Ada%00'],
  ['a line feed', 'Ada%0AEve'],
  ['an escape sequence of terminals', 'Ada%1B[31m'],
  ['DEL', 'Ada%7F'],
  ['a C1 control', 'Ada%C2%85'],
  ['a letter mark of Arabic', 'Ada%D8%9C'],
  ['a mark for right to left', 'Ada%E2%80%8F'],
  ['an override of direction', 'Ada%E2%80%AEadE'],
  ['an isolate of direction', 'Ada%E2%81%A6'],
  ['257 bytes', 'n'.repeat(257)],
  ['257 bytes, most of them encoded', `n${'%F0%9F%98%80'.repeat(64)}`],
]

export const nameCases: readonly HostileTest[] = [
  ...breaking(
    { rule: 'R11', code: 'user_id_invalid', flags: ['Names'] },
    userIds.map(([what, id]) => [`a user ID that ${what}`, { ...unsigned, ...withEscapes, ...user(id) }]),
  ),
  ...breaking(
    { rule: 'R11', code: 'room_id_invalid', flags: ['Names'] },
    roomIds.map(([what, id]) => [`a signed room ID with ${what}`, { ...withEscapes, ...room(id) }]),
  ),
  ...breaking(
    { rule: 'R11', code: 'user_name_invalid', flags: ['Names'] },
    userNames.map(([what, text]) => [`a signed user name with ${what}`, name(text)]),
  ),
  ...breaking({ rule: 'R11', code: 'room_id_invalid', flags: ['Names'] }, [
    ['an unsigned room ID with a space', { ...unsigned, ...room('room 1') }],
    ['an unsigned room ID in Chinese, in escapes', { ...unsigned, ...withEscapes, ...room('房间') }],
  ]),
  ...breaking({ rule: 'R11', code: 'user_name_invalid', flags: ['Names'] }, [
    ['an unsigned user name with an override of direction', { ...unsigned, ...name('Ada%E2%80%AE') }],
    ['an unsigned user name of 257 bytes', { ...unsigned, ...name('n'.repeat(257)) }],
    ['a user name with half a character, in escapes', { ...unsigned, ...withEscapes, ...name('Ada\ud83d') }],
  ]),
  ...breaking({ rule: 'R11', code: 'user_id_invalid', flags: ['Names', 'Official'] }, [
    ['a user ID in Chinese in official reading', { ...unsigned, ...withEscapes, ...bare, ...user('用户') }],
    ['a user ID in Latin-1 in official reading', { ...unsigned, ...bare, ...user('us\u00e9r') }],
  ]),
  ...breaking({ rule: 'R11', code: 'room_id_invalid', flags: ['Names', 'Official'] }, [
    ['a signed room ID with a space in official reading', { ...bare, ...room('room 1') }],
    [
      'a room ID with half a character in official reading',
      { ...unsigned, ...withEscapes, ...bare, ...room('room\ud800') },
    ],
  ]),
  ...breaking({ rule: 'R11', code: 'user_name_invalid', flags: ['Names', 'Official'] }, [
    ['a signed user name with an override of direction in official reading', { ...bare, ...name('Ada%E2%80%AE') }],
    ['a user name that cannot be decoded in official reading', { ...unsigned, ...bare, ...name('100%') }],
  ]),
  ...breaking(
    { rule: 'R22', code: 'user_id_invalid', flags: ['Names'] },
    userIds.map(([what, userId]) => [`a Token04 whose user ID ${what}`, { ...alone, userId }]),
  ),
]
