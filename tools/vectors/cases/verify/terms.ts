// What the clock, the keyring and the options make of honest tokens.
import {
  alone,
  appId,
  foreignIv,
  keyring,
  now,
  otherSecret,
  payloadOf,
  rawToken,
  secret,
  unrestricted,
  unsigned,
  type Ask,
} from '../../craft.ts'
import type { Entry, VerifyTest } from '../../model.ts'
import { sign, suffixJson } from '../../primitives.ts'
import { passes, refuses } from './case.ts'

const at = (time: number, clockTolerance = 0): Pick<Ask, 'options'> => ({ options: { now: time, clockTolerance } })

const clock: readonly VerifyTest[] = [
  ...passes({ flags: ['Clock'] }, [
    ['the last second', at(now + 3599)],
    ['the last second of the tolerance', at(now + 3604, 5)],
    ['the last second of the longest tolerance', at(now + 3899, 300)],
    ['a minute before it was minted', at(now - 60)],
    ['a Token04 alone in its last second', { ...alone, ...at(now + 3599) }],
  ]),
  ...refuses({ code: 'token_expired', flags: ['Clock'] }, [
    ['at the expiry', at(now + 3600)],
    ['after the tolerance', at(now + 3605, 5)],
    ['an unsigned token at the expiry', { ...unsigned, ...at(now + 3600) }],
    ['a Token04 alone at the expiry', { ...alone, ...at(now + 3600) }],
  ]),
  ...refuses({ code: 'not_yet_valid', flags: ['Clock'] }, [
    ['more than a minute before it was minted', at(now - 61)],
    ['tolerance, which is for the expiry and not for tokens of the future', at(now - 61, 300)],
  ]),
  ...passes({ flags: ['Clock', 'Bounds'] }, [
    ['the longest lifetime', { expire: now + 86_400 }],
    ['a lifetime of a second', { expire: now + 1 }],
    ['a longer lifetime where it is allowed', { expire: now + 2_592_000, options: { maxLifetime: 2_592_000 } }],
    ['an expiry beyond 2^31', { ctime: 2147483000, expire: 2147486600, ...at(2147483000) }],
    ['an expiry beyond 2^32', { ctime: 4294967000, expire: 4294970600, ...at(4294967000) }],
    ['the last second there is', { ctime: 253402297199, expire: 253402300799, ...at(253402300798) }],
  ]),
  ...refuses({ code: 'lifetime_too_long', flags: ['Clock', 'Options'] }, [
    ['longer than the default lifetime', { expire: now + 86_401 }],
    ['a shorter lifetime is asked for', { options: { maxLifetime: 3599 } }],
  ]),
]

const ring = (...keys: readonly (readonly [string, Entry['state'] & string])[]): Pick<Ask, 'ring'> => ({
  ring: keys.map(([serverSecret, state]) => ({ appId, serverSecret, state })),
})
const old = { secret: otherSecret }
const rotated = ring([secret, 'active'], [otherSecret, 'previous'])
const crossed = { secret: otherSecret, signSecret: secret, ...rotated }
const late = at(now + 3600)
const twoApps = { ring: [{ appId: 1, serverSecret: otherSecret }, ...keyring] } as const

const keys: readonly VerifyTest[] = [
  ...passes({ flags: ['Rotation'] }, [
    ['signed with the previous key', { ...old, ...rotated }],
    ['signed with the next key', { ...old, ...ring([otherSecret, 'next'], [secret, 'active']) }],
    [
      'signed with the active key of three',
      ring(['n'.repeat(32), 'next'], [secret, 'active'], [otherSecret, 'previous']),
    ],
    [
      'signed with the last of four keys',
      {
        ...old,
        ...ring(['n'.repeat(32), 'next'], [secret, 'active'], ['p'.repeat(32), 'previous'], [otherSecret, 'previous']),
      },
    ],
    ['signed where there is no active key', ring([secret, 'previous'])],
    ['a keyring of two apps', twoApps],
    [
      'two apps with one secret, which have keys of their own',
      { ring: [{ appId: 1, serverSecret: secret }, ...keyring] },
    ],
  ]),
  ...passes({ flags: ['Rotation', 'Sealed'] }, [
    ['sealed with the previous key, unsigned', { ...unsigned, ...old, ...rotated }],
    ['a Token04 alone, sealed with the previous key', { ...alone, ...old, ...rotated }],
    ['a Token04 alone, in GCM form, sealed with the previous key', { ...alone, ...old, ...rotated, format: 'gcm' }],
    ['a Token04 alone and a keyring of two apps', { ...alone, ...twoApps }],
    [
      'a Token04 alone and two apps with one secret: the key that sealed it counts',
      { ...alone, ring: [{ appId: 1, serverSecret: secret }, ...keyring] },
    ],
    [
      'a GCM Token04 where one key refuses GCM and the other does not',
      {
        ...alone,
        format: 'gcm',
        ring: [{ appId, serverSecret: otherSecret, state: 'next', gcm: 'refuse' }, ...keyring],
      },
    ],
  ]),
  ...passes({ flags: ['Rotation', 'Bare'] }, [
    [
      'a bare Token04 alone and two apps with one secret: the newest key of all apps is tried first',
      {
        ...alone,
        ...foreignIv,
        ring: [
          { appId: 1, serverSecret: secret, state: 'previous' },
          { appId, serverSecret: secret, state: 'next' },
        ],
        options: { accept: 'bare' },
      },
      { trust: 'bare' },
    ],
    [
      'a bare token of the previous key',
      { ...unsigned, ...old, ...foreignIv, ...rotated, options: { accept: 'bare' } },
      { trust: 'bare' },
    ],
  ]),
  ...refuses({ code: 'key_unknown', flags: ['Rotation'] }, [
    ['signed with a key that was retired', { ...old, ...ring([secret, 'active']) }],
    ['an app that the keyring does not know', { ring: [{ appId: 1, serverSecret: secret }] }],
    ['signed where the only key is retired', ring([secret, 'retired'])],
    ['unsigned where the only key is retired', { ...unsigned, ...ring([secret, 'retired']) }],
    ['a Token04 alone where the only key is retired', { ...alone, ...ring([secret, 'retired']) }],
    [
      'signed with the key of another app of the keyring',
      { ...twoApps, json: (shown) => suffixJson(shown, sign(otherSecret, { ...shown, appId: 1 }, rawToken())) },
    ],
  ]),
  ...refuses({ code: 'token_undecryptable', flags: ['Rotation', 'Sealed'] }, [
    ['sealed with a key that was retired', { ...unsigned, ...old, ...ring([secret, 'active']) }],
    [
      'a Token04 alone, sealed with the key of an app that is not asked for',
      { ...alone, ...old, appId: 1, ...twoApps, options: { appId } },
    ],
  ]),
  ...refuses({ code: 'token_undecryptable', flags: ['Rotation', 'Signed'] }, [
    ['signed with the active key and sealed with the previous one: only the one that signed is tried', crossed],
  ]),
  ...refuses({ code: 'token_expired', flags: ['Rotation', 'Clock'] }, [
    ['expired, of an app that the keyring does not know', { ring: [{ appId: 1, serverSecret: secret }], ...late }],
    ['expired, signed with a key that is not there', { ...old, ...ring([secret, 'active']), ...late }],
    ['expired, and made with another secret', { ...unsigned, ...old, ...ring([secret, 'active']), ...late }],
  ]),
]

const inRoom = payloadOf('room-1', unrestricted)
const room = { roomId: 'room-1' } as const

const asked: readonly VerifyTest[] = [
  ...passes({ flags: ['Options', 'Room'] }, [
    ['the room that is asked for, proven by the signature', { options: room }],
    ['the room that is asked for, proven by the payload', { ...unsigned, payload: inRoom, options: room }, room],
    ['the room that is asked for, proven by a Token04 alone', { ...alone, payload: inRoom, options: room }, room],
    [
      'the room that is asked for, in the payload of a bare token',
      { ...unsigned, ...foreignIv, payload: inRoom, options: { accept: 'bare', ...room } },
      { trust: 'bare' },
    ],
    [
      'the room that is asked for, in the suffix of a bare token',
      { ...unsigned, ...foreignIv, options: { accept: 'bare', ...room } },
      { trust: 'bare' },
    ],
  ]),
  ...refuses({ code: 'room_mismatch', flags: ['Options', 'Room'] }, [
    ['another room than the signed one', { options: { roomId: 'room-2' } }],
    ['another room than the sealed one', { ...unsigned, payload: inRoom, options: { roomId: 'room-2' } }],
    ['a room is asked for and none is proven', { ...unsigned, options: room }],
    ['a room is asked of a Token04 that has none', { ...alone, options: room }],
    ['the empty room is asked of a Token04 that has none', { ...alone, options: { roomId: '' } }],
    [
      'a bare token that speaks of another room than is asked for',
      { ...unsigned, ...foreignIv, options: { accept: 'bare', roomId: 'room-2' } },
    ],
    [
      'a room is asked of a bare Token04 that has none',
      { ...alone, ...foreignIv, options: { accept: 'bare', ...room } },
    ],
  ]),
  ...passes({ flags: ['Options'] }, [
    ['the user that is asked for', { options: { userId: 'user-1' } }],
    ['the app that is asked for', { options: { appId } }],
    ['the app that is asked for, of a Token04 alone', { ...alone, ...twoApps, options: { appId } }],
  ]),
  ...refuses({ code: 'user_mismatch', flags: ['Options'] }, [
    ['another user than is asked for', { options: { userId: 'user-2' } }],
    ['another user than is asked for, in another case', { options: { userId: 'User-1' } }],
  ]),
  ...refuses({ code: 'app_mismatch', flags: ['Options'] }, [
    ['a Kit Token of another app than is asked for', { ...twoApps, options: { appId: 1 } }],
  ]),
  ...refuses({ code: 'key_unknown', flags: ['Options'] }, [
    ['an app is asked for that the keyring does not know, for a Token04 alone', { ...alone, options: { appId: 1 } }],
  ]),
]

export const termsCases: readonly VerifyTest[] = [...clock, ...keys, ...asked]
