// Tokens whose bytes have another shape than the two that there are: R5 to R7.
import { alone, appId, honest, now, secret, spell, unsigned } from '../../craft.ts'
import type { HostileTest } from '../../model.ts'
import { breaking, type Bend } from './breaks.ts'

/** Claims of exactly so many bytes: some letters of the payload are spelled as escapes, five characters longer each. */
function spelledIn(length: number): string {
  for (let letters = 1000; ; letters--) {
    const run = 'x'.repeat(letters)
    const text = spell({ ...honest, payload: `{"x-note":"${run}"}` })
    const escapes = (length - text.length) / 5
    if (Number.isInteger(escapes)) return text.replace(run, '\\u0078'.repeat(escapes) + run.slice(escapes))
  }
}

const at = (offset: number, value: number): Pick<Bend, 'edit'> => ({
  edit: (raw) => {
    raw.writeUInt16BE(value & 0xffff, offset)
    return raw
  },
})
const followedBy = (...bytes: readonly number[]): Pick<Bend, 'edit'> => ({
  edit: (raw) => Buffer.concat([raw, Buffer.from(bytes)]),
})
const gcm = { format: 'gcm' } as const
const refusing: Pick<Bend, 'ring'> = { ring: [{ appId, serverSecret: secret, gcm: 'refuse' }] }

const lengths: readonly HostileTest[] = [
  ...breaking({ rule: 'R5', code: 'token_envelope', flags: ['Envelope'] }, [
    [
      'fewer bytes than the shortest token',
      {
        ...alone,
        alsoBreaks: ['R6'],
        edit: (raw) => raw.subarray(0, 88),
      },
    ],
  ]),
  ...breaking({ rule: 'R5', code: 'token_envelope', flags: ['Envelope', 'Gcm'] }, [
    [
      'a byte more than the longest token',
      {
        ...alone,
        ...gcm,
        plaintext: spelledIn(3073),
        alsoBreaks: ['R6'],
      },
    ],
  ]),
  ...breaking({ rule: 'R6', code: 'token_envelope', flags: ['Envelope', 'Gcm'] }, [
    [
      'a byte of plaintext more in GCM form than in CBC form',
      {
        ...alone,
        ...gcm,
        plaintext: spelledIn(3072),
      },
    ],
  ]),
  ...breaking({ rule: 'R6', code: 'token_envelope', flags: ['Envelope'] }, [
    ['an IV of 15 bytes', { ...alone, ...at(8, 15) }],
    ['an IV of 17 bytes', { ...alone, ...at(8, 17) }],
    ['an IV of no bytes', { ...alone, ...at(8, 0) }],
    ['an IV length in another byte order', { ...alone, ...at(8, 0x1000) }],
    ['a ciphertext that says it is a block shorter', { ...alone, ...at(26, 96), alsoBreaks: ['R16'] }],
    ['a ciphertext that says it is a block longer', { ...alone, ...at(26, 128) }],
    ['a ciphertext that says it is a byte longer', { ...alone, ...at(26, 113) }],
    [
      'a ciphertext that is not whole blocks, and says so',
      { ...alone, edit: (raw) => at(26, 120).edit?.(Buffer.concat([raw, Buffer.alloc(8)])) ?? raw },
    ],
    ['a ciphertext of no bytes', { ...alone, ...at(26, 0) }],
    ['a zero after the CBC form', { ...alone, ...followedBy(0) }],
    ['the mode byte of the GCM form after the CBC form', { ...alone, ...followedBy(1) }],
    ['sixteen bytes after the CBC form', { ...alone, ...followedBy(...Buffer.alloc(16)) }],
    ['bytes left over, in a signed token', followedBy(0, 0, 0)],
    ['bytes left over, in an unsigned Kit Token', { ...unsigned, ...followedBy(7) }],
  ]),
  ...breaking({ rule: 'R6', code: 'token_envelope', flags: ['Envelope', 'Overflow'] }, [
    ['a negative IV length', { ...alone, ...at(8, -16) }],
    ['a negative length', { ...alone, ...at(26, -112) }],
    ['a length with its highest bit set', { ...alone, ...at(26, 0x8070) }],
  ]),
  ...breaking({ rule: 'R6', code: 'token_envelope', flags: ['Envelope', 'Gcm'] }, [
    [
      'a GCM token without its mode byte',
      { ...alone, ...gcm, edit: (raw) => Buffer.concat([raw.subarray(0, -1), Buffer.of(0)]) },
    ],
    ['a GCM token of mode 2', { ...alone, ...gcm, edit: (raw) => Buffer.concat([raw.subarray(0, -1), Buffer.of(2)]) }],
    ['a GCM token with two mode bytes', { ...gcm, ...followedBy(1) }],
    ['a GCM token that says it is a byte longer', { ...alone, ...gcm, edit: (raw) => lengthened(raw, 1) }],
    [
      'a GCM token that says it is a byte shorter',
      { ...alone, ...gcm, edit: (raw) => lengthened(raw, -1), alsoBreaks: ['R16'] },
    ],
  ]),
  ...breaking({ rule: 'R6', code: 'token_envelope', flags: ['Envelope', 'Gcm', 'Keys'] }, [
    ['a GCM token whose key refuses them', { ...alone, ...gcm, ...refusing }],
    ['a signed GCM token whose key refuses them', { ...gcm, ...refusing }],
  ]),
]

function lengthened(raw: Buffer, by: number): Buffer {
  raw.writeUInt16BE(raw.readUInt16BE(22) + by, 22)
  return raw
}

const outside: readonly HostileTest[] = [
  ...breaking({ rule: 'R7', code: 'token_envelope', flags: ['Envelope', 'Clock'] }, [
    ['no expiry outside', { ...alone, header: 0n, alsoBreaks: ['R25'] }],
    ['an expiry outside that is negative', { header: -1n, alsoBreaks: ['R25'] }],
    ['an expiry outside that is the least number', { ...alone, header: -(2n ** 63n), alsoBreaks: ['R25'] }],
    ['an expiry outside that is the greatest number', { ...alone, header: 2n ** 63n - 1n, alsoBreaks: ['R25'] }],
    ['an expiry outside of the second after the last', { header: 253402300800n, alsoBreaks: ['R25'] }],
    ['an expiry outside in milliseconds', { ...alone, header: BigInt(now + 3600) * 1000n, alsoBreaks: ['R25'] }],
  ]),
  ...breaking({ rule: 'R7', code: 'token_expired', flags: ['Clock'] }, [
    [
      'an expiry outside that has passed, while the one inside has not',
      { ...alone, header: BigInt(now), alsoBreaks: ['R25'] },
    ],
    [
      'an expiry outside that was cut to 32 bits',
      {
        ...alone,
        ctime: 4294967000,
        expire: 4294970600,
        header: 4294970600n % 2n ** 32n,
        options: { now: 4294967000 },
        alsoBreaks: ['R25'],
      },
    ],
    ['a token in its last second and a second', { options: { now: now + 3600 }, alsoBreaks: ['R28'] }],
    ['a Token04 that has expired', { ...alone, options: { now: now + 7200 }, alsoBreaks: ['R28'] }],
    [
      'a token that expired before the tolerance',
      { options: { now: now + 3605, clockTolerance: 5 }, alsoBreaks: ['R28'] },
    ],
  ]),
]

export const envelopeCases: readonly HostileTest[] = [...lengths, ...outside]
