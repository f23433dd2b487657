import { describe, expect, it } from 'vitest'
import { addressOf, attributes, decode, encode, types, type Attribute } from '../../src/doctor/stun/message.ts'
import { iceUrl } from '../../src/doctor/stun/url.ts'

const hex = (text: string): Buffer => Buffer.from(text.replace(/\s/g, ''), 'hex')
const id = hex('b7e7a701 bc34d686 fa87dfae')

describe('a message of STUN', () => {
  it('is signed as the sample of RFC 5769 section 2.4', () => {
    const [username, nonce, realm] = ['マトリックス', 'f//499k954d6OL34oL9FSTvy64sA', 'example.org']
    const list: Attribute[] = [
      [attributes.username, Buffer.from(username)],
      [attributes.nonce, Buffer.from(nonce)],
      [attributes.realm, Buffer.from(realm)],
    ]
    const bytes = encode(types.binding, hex('78ad3433 c6ad72c0 29da412e'), list, {
      username,
      realm,
      password: 'TheMatrIX',
    })
    expect(Buffer.from(bytes)).toEqual(
      hex(`00010060 2112a442 78ad3433 c6ad72c0 29da412e
        00060012 e3839ee3 8388e383 aae38383 e382afe3 82b90000
        0015001c 662f2f34 39396b39 35346436 4f4c3334 6f4c3946 53547679 36347341
        0014000b 6578616d 706c652e 6f726700
        00080014 f6702465 6dd64a3e 02b8e071 2e85c9a2 8ca89666`),
    )
  })

  it('is read as the sample of RFC 5769 section 2.2', () => {
    const bytes = hex(`0101003c 2112a442 b7e7a701 bc34d686 fa87dfae
      8022000b 74657374 20766563 746f7220 00200008 0001a147 e112a643
      00080014 2b91f599 fd9e90c3 8c7489f9 2af9ba53 f06be7d7 80280004 c07d4c96`)
    const answer = decode(bytes, types.binding, id)
    expect(answer).toMatchObject({ ok: true, code: null })
    expect(addressOf(answer?.attributes.get(attributes.mappedAddress))).toBe('192.0.2.1')
  })

  it('tells a refusal by its code', () => {
    const bytes = hex(`01130010 2112a442 b7e7a701 bc34d686 fa87dfae 0009000c 00000401 556e6175 74686f72`)
    expect(decode(bytes, types.allocate, id)).toMatchObject({ ok: false, code: 401 })
  })

  it.each([
    ['of another transaction', '01010000 2112a442 00000000 bc34d686 fa87dfae'],
    ['of another method', '01030000 2112a442 b7e7a701 bc34d686 fa87dfae'],
    ['without the cookie', '01010000 00000000 b7e7a701 bc34d686 fa87dfae'],
    ['that is cut', '01010008 2112a442 b7e7a701 bc34d686 fa87dfae 0020'],
    ['with an attribute that goes beyond its end', '01010004 2112a442 b7e7a701 bc34d686 fa87dfae 00200008'],
    ['that is empty', ''],
  ])('is not taken for an answer: one %s', (_, text) => {
    expect(decode(hex(text), types.binding, id)).toBeNull()
  })
})

describe('a URL of STUN or TURN', () => {
  it.each([
    ['stun:stun.example.org', { relay: false, host: 'stun.example.org', port: 3478, transport: 'udp' }],
    ['turn:198.51.100.7:80?transport=tcp', { relay: true, host: '198.51.100.7', port: 80, transport: 'tcp' }],
    ['turns:turn.example.org', { relay: true, host: 'turn.example.org', port: 5349, transport: 'tls' }],
    ['turns:turn.example.org?transport=udp', { relay: true, host: 'turn.example.org', port: 5349, transport: 'dtls' }],
    ['turn:[2001:db8::1]:3478', { relay: true, host: '2001:db8::1', port: 3478, transport: 'udp' }],
  ])('%s', (text, url) => {
    expect(iceUrl(text)).toEqual(url)
  })

  it.each(['turn.example.org', 'turn://turn.example.org', 'turn:', 'turn:a:0', 'turn:a:70000', 'turn:ada@a', 'http:a'])(
    'is not %s',
    (text) => {
      expect(iceUrl(text)).toBeNull()
    },
  )
})
