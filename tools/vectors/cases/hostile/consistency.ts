// Parts of a token that are right by themselves and do not go together, or not now: R23 to R28 and R30.
import { alone, appId, bare, foreignIv, now, otherSecret, payloadOf, secret, unsigned } from '../../craft.ts'
import type { HostileTest } from '../../model.ts'
import { breaking } from './breaks.ts'

const room = (roomId: string): string => payloadOf(roomId, { join: true, publish: true, streamIds: null })
const twoApps = {
  ring: [
    { appId, serverSecret: secret },
    { appId: 5, serverSecret: otherSecret },
  ],
} as const

const parts: readonly HostileTest[] = [
  ...breaking({ rule: 'R23', code: 'app_mismatch', flags: ['Mismatch'] }, [
    ['claims of another app under the secret of this one', { ...alone, appId: 5, keyApp: appId }],
    ['claims of another app in a suffix of this one', { ...unsigned, appId: 5, keyApp: appId, shown: { appId } }],
    ['claims of another app in a signed suffix of this one', { appId: 5, keyApp: appId, shown: { appId } }],
    [
      'claims of one app of the keyring under the secret of the other',
      { ...alone, ...twoApps, appId: 5, keyApp: appId },
    ],
    ['a Kit Token of another app than is asked for', { options: { appId: 5 } }],
    [
      'a Token04 whose claims are of another app than is asked for',
      { ...alone, appId: 5, keyApp: appId, options: { appId } },
    ],
  ]),
  ...breaking({ rule: 'R24', code: 'user_mismatch', flags: ['Mismatch'] }, [
    ['a suffix of another user', { ...unsigned, shown: { userId: 'user-2' } }],
    ['a signed suffix of another user', { shown: { userId: 'user-2' } }],
    ['a suffix of the user in another case', { ...unsigned, shown: { userId: 'User-1' } }],
    ['a suffix of a longer user', { ...unsigned, shown: { userId: 'user-10' } }],
    ['a suffix of a shorter user', { ...unsigned, shown: { userId: 'user-' } }],
    ['another user than is asked for', { options: { userId: 'user-2' } }],
    ['an empty user is asked for', { ...alone, options: { userId: '' } }],
    [
      'a suffix of another user in official reading',
      { ...unsigned, ...bare, ...foreignIv, shown: { userId: 'user-2' } },
    ],
  ]),
  ...breaking({ rule: 'R25', code: 'expiry_mismatch', flags: ['Mismatch', 'Clock'] }, [
    ['an expiry outside that is later', { ...alone, header: BigInt(now + 7200) }],
    ['an expiry outside that is a second later', { ...unsigned, header: BigInt(now + 3601) }],
    ['an expiry outside that is earlier', { ...alone, header: BigInt(now + 1800) }],
    ['an expiry outside that is later, in GCM form', { ...alone, format: 'gcm', header: 9999999999n }],
    ['an expiry outside that is later, in a signed token', { header: BigInt(now + 7200) }],
    [
      'an expiry outside that is later, in official reading',
      { ...alone, ...bare, ...foreignIv, header: BigInt(now + 7200) },
    ],
    ['an expiry in the second of minting', { ...alone, ctime: now + 10, expire: now + 10 }],
    [
      'expired inside, not outside',
      { ...alone, header: BigInt(now + 7200), options: { now: now + 3600 }, alsoBreaks: ['R28'] },
    ],
    ['an expiry before the minting', { ...alone, ctime: now + 50, expire: now + 10 }],
  ]),
]

const times: readonly HostileTest[] = [
  ...breaking({ rule: 'R26', code: 'lifetime_too_long', flags: ['Clock'] }, [
    ['a second more than 24 hours', { expire: now + 86_401 }],
    ['ten years', { ...alone, expire: now + 315_360_000 }],
    ['minted long ago, for long', { ...alone, ctime: now - 86_400, expire: now + 1 }],
    ['until the last second there is', { ...alone, expire: 253402300799 }],
    ['longer than is asked for', { ...unsigned, options: { maxLifetime: 3599 } }],
    ['ten years in official reading', { ...alone, ...bare, ...foreignIv, expire: now + 315_360_000 }],
  ]),
  ...breaking({ rule: 'R27', code: 'not_yet_valid', flags: ['Clock'] }, [
    ['minted in 61 seconds', { ctime: now + 61 }],
    ['a Token04 that is minted in 61 seconds', { ...alone, ctime: now + 61 }],
    ['minted tomorrow', { ...alone, ctime: now + 86_400, expire: now + 90_000 }],
    ['minted in 61 seconds, with tolerance', { ...alone, ctime: now + 61, options: { clockTolerance: 300 } }],
  ]),
  ...breaking({ rule: 'R28', code: 'token_expired', flags: ['Clock'] }, [
    ['expired now', { options: { now: now + 3600 }, alsoBreaks: ['R7'] }],
    ['expired long ago', { ...alone, options: { now: now + 9_000_000 }, alsoBreaks: ['R7'] }],
    [
      'expired now, in official reading',
      { ...alone, ...bare, ...foreignIv, options: { accept: 'bare', now: now + 3600 }, alsoBreaks: ['R7'] },
    ],
  ]),
]

const rooms: readonly HostileTest[] = [
  ...breaking({ rule: 'R30', code: 'room_mismatch', flags: ['Room', 'Mismatch'] }, [
    [
      'a sealed room and another one in the suffix',
      { ...unsigned, payload: room('room-1'), shown: { roomId: 'room-2' } },
    ],
    ['a sealed room and another one in the signed suffix', { payload: room('room-1'), shown: { roomId: 'room-2' } }],
    [
      'a sealed room and the suffix in another case',
      { ...unsigned, payload: room('room-1'), shown: { roomId: 'Room-1' } },
    ],
    [
      'a sealed room and a longer one in the suffix',
      { ...unsigned, payload: room('room'), shown: { roomId: 'room-1' } },
    ],
    [
      'a bare room and another one in the suffix, in official reading',
      { ...unsigned, ...bare, ...foreignIv, payload: room('room-1'), shown: { roomId: 'room-2' } },
    ],
  ]),
  ...breaking({ rule: 'R30', code: 'room_mismatch', flags: ['Room'] }, [
    ['another room than is asked for', { options: { roomId: 'room-2' } }],
    ['another sealed room than is asked for', { ...unsigned, payload: room('room-1'), options: { roomId: 'room-2' } }],
    ['a room is asked for and only the unsigned suffix names it', { ...unsigned, options: { roomId: 'room-1' } }],
    ['a room is asked for and the token has none', { ...alone, options: { roomId: 'room-1' } }],
    ['a room is asked for in another case', { options: { roomId: 'ROOM-1' } }],
    ['no room is asked for, by an empty ID', { options: { roomId: '' } }],
    [
      'another bare room than is asked for',
      { ...unsigned, ...foreignIv, options: { accept: 'bare', roomId: 'room-2' } },
    ],
  ]),
]

export const consistencyCases: readonly HostileTest[] = [...parts, ...times, ...rooms]
