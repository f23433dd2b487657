// What tokens of each trust prove.
import {
  alone,
  appId,
  bare,
  foreignIv,
  foreignNonce,
  honest,
  now,
  payloadOf,
  secret,
  spell,
  unrestricted,
  unsigned,
  type Ask,
} from '../../craft.ts'
import type { Grant, VerifyTest } from '../../model.ts'
import { suffixJson } from '../../primitives.ts'
import { passes, refuses } from './case.ts'

const signedOnly = { options: { accept: 'signed' } } as const
const inRoom = payloadOf('room-1', unrestricted)
const room = { roomId: 'room-1' } as const

const signed: readonly VerifyTest[] = [
  ...passes({ flags: ['Signed'] }, [
    ['a minted Kit Token', {}],
    ['a minted Kit Token in GCM form', { format: 'gcm' }],
    ['a minted Kit Token without a user name', { shown: { encodedName: '' } }],
    ['a minted Kit Token with a name of two scripts', { shown: { encodedName: encodeURIComponent('Zoë 张') } }],
    ['a minted Kit Token without a room', { shown: { roomId: '' } }],
    ['a signed extension', { shown: { ext: '{"role":"host"}' } }],
    ['an empty extension', { shown: { ext: '' } }],
    [
      'an empty extension that was put in after signing, which says nothing',
      { json: (shown, sig) => suffixJson(shown, sig).replace('"sig"', '"ext":"","sig"') },
    ],
    ['claims in another order, sealed and signed', { nonce: -7, plaintext: likeJava() }],
    [
      'suffix fields in another order',
      { json: (shown, sig) => suffixJson(shown, sig).replace(/^\{(.*?),(.*)\}$/, '{$2,$1}') },
    ],
    [
      'escapes in a signed suffix',
      { json: (shown, sig) => suffixJson(shown, sig).replace('"room-1"', '"\\u0072oom\\u002D1"') },
    ],
    [
      'a signed room that is absent, signed as empty',
      { shown: { roomId: '' }, json: (shown, sig) => suffixJson(shown, sig).replace('"roomID":"",', '') },
    ],
    [
      'a signed room that is null, signed as empty',
      { shown: { roomId: '' }, json: (shown, sig) => suffixJson(shown, sig).replace('"roomID":""', '"roomID":null') },
    ],
  ]),
  ...passes({ flags: ['Signed', 'Options'] }, [
    ['a minted Kit Token where only signed ones are taken', signedOnly],
    ['a minted Kit Token where bare ones are taken', bare],
  ]),
  ...passes({ flags: ['Signed', 'Bare'] }, [
    ['a token of an official generator under a signature: signed', { ...foreignIv, ...signedOnly }],
    ['a GCM token of an official generator under a signature: signed', { ...foreignNonce, ...signedOnly }],
  ]),
  ...passes({ flags: ['Signed', 'Room'] }, [
    ['a room in the payload, and none in the signed suffix', { payload: inRoom, shown: { roomId: '' } }, room],
    ['the same room in the payload and in the signed suffix', { payload: inRoom }],
  ]),
  ...passes({ flags: ['Signed', 'Bounds'] }, [
    [
      'the longest fields',
      {
        userId: 'u'.repeat(64),
        shown: { roomId: 'r'.repeat(128), encodedName: encodeURIComponent('😀'.repeat(64)), ext: 'e'.repeat(512) },
      },
    ],
    [
      'the shortest token',
      {
        appId: 1,
        userId: 'a',
        nonce: 0,
        ctime: 1,
        expire: 2,
        shown: { encodedName: '' },
        ring: [{ appId: 1, serverSecret: secret }],
        options: { now: 1 },
      },
    ],
    ['the longest payload', { payload: JSON.stringify({ 'x-note': 'x'.repeat(1011) }) }],
    ['the least nonce', { nonce: -2147483648 }],
    ['the greatest AppID', { appId: 4294967295, ring: [{ appId: 4294967295, serverSecret: secret }] }],
  ]),
]

const sealed: readonly VerifyTest[] = [
  ...passes({ flags: ['Sealed'] }, [
    ['a sealed Kit Token as generateKitTokenForProduction joins it', unsigned],
    ['a sealed Token04 alone', alone],
    [
      'a sealed Token04 whose payload is null',
      { ...alone, plaintext: spell(honest).replace('"payload":""', '"payload":null') },
    ],
    ['a sealed Token04 without a payload', { ...alone, plaintext: spell(honest).replace(',"payload":""', '') }],
    ['an extension without a signature, which counts for nothing', { ...unsigned, shown: { ext: 'role=host' } }],
    ['a sealed Kit Token where bare ones are taken', { ...unsigned, ...bare }],
  ]),
  ...passes({ flags: ['Sealed', 'Gcm'] }, [
    ['a sealed Kit Token in GCM form', { ...unsigned, format: 'gcm' }],
    ['a sealed Token04 alone in GCM form', { ...alone, format: 'gcm' }],
  ]),
  ...passes({ flags: ['Sealed', 'Room'] }, [
    ['a sealed Token04 alone with a room', { ...alone, payload: inRoom }, room],
    [
      'what a sealed token shows of room and name, which is not proven',
      { ...unsigned, shown: { roomId: 'another', encodedName: 'Eve' } },
    ],
    ['the room of the sealed payload', { ...unsigned, payload: inRoom }, room],
    [
      'the room of the sealed payload, where the suffix names none',
      { ...unsigned, payload: inRoom, shown: { roomId: '' } },
      room,
    ],
  ]),
  ...refuses({ code: 'trust_too_low', flags: ['Sealed', 'Options'] }, [
    ['a sealed Kit Token where only signed ones are taken', { ...unsigned, ...signedOnly }],
    ['a sealed Token04 alone where only signed ones are taken', { ...alone, ...signedOnly }],
  ]),
]

const ofOthers: readonly VerifyTest[] = [
  ...passes({ flags: ['Bare', 'Options'] }, [
    ['a bare Kit Token where bare ones are taken', { ...unsigned, ...foreignIv, ...bare }, { trust: 'bare' }],
    ['a bare Token04 alone where bare ones are taken', { ...alone, ...foreignIv, ...bare }, { trust: 'bare' }],
  ]),
  ...refuses({ code: 'trust_too_low', flags: ['Bare'] }, [
    ['a bare Kit Token', { ...unsigned, ...foreignIv }],
    ['a bare Token04 alone', { ...alone, ...foreignIv }],
  ]),
  ...passes({ flags: ['Bare', 'Room', 'Payload'] }, [
    [
      'a bare payload, which proves no room and grants what it says',
      {
        ...unsigned,
        ...foreignIv,
        ...bare,
        payload: payloadOf('room-1', { ...unrestricted, publish: false }),
      },
      { trust: 'bare', grant: { ...unrestricted, publish: false } },
    ],
    [
      'a bare payload with a room that cannot be entered',
      {
        ...unsigned,
        ...foreignIv,
        ...bare,
        payload: '{"room_id":"Büro 1"}',
        shown: { roomId: '' },
      },
      { trust: 'bare' },
    ],
  ]),
]

const nothing: Grant = { join: false, publish: false, streamIds: null }
const noted = JSON.stringify({ 'x-note': 'x'.repeat(1012) })

/** Sealed and signed payloads where official ones are taken: no less is taken of ours than of theirs. */
const foreignPayloads: readonly VerifyTest[] = [
  ...passes({ flags: ['Sealed', 'Payload', 'Official'] }, [
    [
      'a sealed Token04 with the payload of an official sample',
      { ...alone, ...bare, payload: '{"demoPayload":""}' },
      { grant: unrestricted },
    ],
    ['a sealed Token04 with a payload that is no JSON', { ...alone, ...bare, payload: 'hello' }, { grant: nothing }],
    [
      'a sealed Kit Token with a privilege of 2, which gives no right',
      { ...unsigned, ...bare, payload: '{"room_id":"room-1","privilege":{"1":1,"2":2}}' },
      { ...room, grant: { ...unrestricted, publish: false } },
    ],
    ['a sealed Kit Token with a payload of 1025 bytes', { ...unsigned, ...bare, payload: noted }],
    [
      'a sealed Token04 whose room and privileges are null',
      { ...alone, ...bare, payload: '{"room_id":null,"privilege":null}' },
    ],
  ]),
  ...passes({ flags: ['Signed', 'Payload', 'Official'] }, [
    ['a signed Kit Token with a payload that is no JSON', { ...bare, payload: '[]' }, { grant: nothing }],
  ]),
  ...refuses({ code: 'payload_invalid', flags: ['Sealed', 'Payload'] }, [
    [
      'a sealed Token04 with the payload of an official sample, in own reading',
      { ...alone, payload: '{"demoPayload":""}' },
    ],
  ]),
]

const gcmRing = (gcm: 'refuse' | 'accept' | 'trust'): Pick<Ask, 'ring'> => ({
  ring: [{ appId, serverSecret: secret, gcm }],
})

const gcm: readonly VerifyTest[] = [
  ...passes({ flags: ['Gcm', 'Bare'] }, [
    [
      'a GCM token of another maker where bare ones are taken',
      { ...unsigned, ...foreignNonce, ...gcmRing('accept'), ...bare },
      { trust: 'bare' },
    ],
  ]),
  ...refuses({ code: 'trust_too_low', flags: ['Gcm', 'Bare'] }, [
    ['a GCM token of another maker', { ...unsigned, ...foreignNonce }],
    [
      'a GCM token of another maker under a key that accepts GCM',
      { ...unsigned, ...foreignNonce, ...gcmRing('accept') },
    ],
    ['a bare CBC token under a key that trusts GCM', { ...unsigned, ...foreignIv, ...gcmRing('trust') }],
    [
      'a GCM token under a key that trusts GCM, where signed ones are asked for',
      { ...unsigned, ...foreignNonce, ...gcmRing('trust'), ...signedOnly },
    ],
  ]),
  ...passes({ flags: ['Gcm', 'Sealed'] }, [
    ['a GCM token of another maker under a key that trusts GCM', { ...unsigned, ...foreignNonce, ...gcmRing('trust') }],
    [
      'a GCM token of another maker under a key that trusts GCM, alone',
      { ...alone, ...foreignNonce, ...gcmRing('trust') },
    ],
    ['a GCM token of our own under a key that accepts GCM', { ...unsigned, format: 'gcm', ...gcmRing('accept') }],
  ]),
  ...refuses({ code: 'token_envelope', flags: ['Gcm'] }, [
    ['a GCM token of our own under a key that refuses GCM', { ...unsigned, format: 'gcm', ...gcmRing('refuse') }],
    ['a signed GCM token under a key that refuses GCM', { format: 'gcm', ...gcmRing('refuse') }],
  ]),
  ...passes({ flags: ['Gcm', 'Signed'] }, [
    ['a CBC token under a key that refuses GCM', gcmRing('refuse')],
    [
      'a signed GCM token of another maker under a key that trusts GCM',
      { ...foreignNonce, ...gcmRing('trust'), ...signedOnly },
    ],
  ]),
]

/** In the order of ZEGOCLOUD's generator for Java. */
function likeJava(): string {
  return `{"user_id":"user-1","payload":"","expire":${now + 3600},"ctime":${now},"app_id":${appId},"nonce":-7}`
}

export const trustCases: readonly VerifyTest[] = [...signed, ...sealed, ...ofOthers, ...foreignPayloads, ...gcm]
