// The one vector that two people computed by hand before any code: every derived key, both seals, the signature, the identity.
import { describe, expect, it } from 'vitest'
import { encodeUtf8 as utf8 } from '../src/codec/utf8.ts'
import { deriveKey } from '../src/crypto/keys.ts'
import { createKeyringWith } from '../src/keyring.ts'
import { mint, mintToken04 } from '../src/mint.ts'
import { verify, verifyToken04 } from '../src/verify.ts'
import { providers } from './providers.ts'

const appId = 1234567890
const serverSecret = '0123456789abcdef0123456789abcdef'
const plaintext =
  '{"app_id":1234567890,"user_id":"user-1","nonce":123456789,"ctime":1767225600,"expire":1767229200,"payload":""}'
const cbc =
  '04AAAAAGlVxxAAEHg1cmZmYjFRTWR1M1ZxNHYAcG9ZMDu2noOyia226flzWZKeM4MBpTRLYuCfo27m5ja7ok5Kq6mkeccqL7f9qkbV7lRsnERYSwNleOBJgw4Ft1qtS8k3XTkZYfEj/twbJzn2xLwgwpt0GhvBgPKgt0UK5606XKtp4qrnDl6hC+/VHlo='
const suffix =
  'eyJ1c2VySUQiOiJ1c2VyLTEiLCJyb29tSUQiOiJyb29tLTEiLCJ1c2VyTmFtZSI6IlpvJUMzJUFCJTIwJUU1JUJDJUEwIiwiYXBwSUQiOjEyMzQ1Njc4OTAsInNpZyI6IjEuYTI1MTdlZjIuMWxsTWlDTkx5bEZMWGNtNGU0YnpvMnN6T1VqM3c1dnczakVXNVlzUlBNMCJ9'
const gcm =
  '04AAAAAGlVxxAADEksJNmjAOBMTUkn4gB+NoqO3uhyA+rJYLwXQkQZo2IcA+aSjo2eOsQtI7b2GyBUtjQpvBbMyT2p4yNNBajfYf5K2zrQa/RwZy2YAYro4DtiZnXripQ3oMifc21YyAx33GQG5p4bf7VkkyF9YzE9Uo1p06YKLuXwsqGrjn36vIouop5km9srsBWzrwzRAQ=='
const tid = '46a17d84af085f62a945cb407613a6690230b1617ead8aa10ed196b880931ca2'

describe.each(providers)('with the $name provider, the published vector', ({ provider }) => {
  const keys = createKeyringWith(provider, [{ appId, serverSecret }])
  const options = { now: () => 1767225600, random: () => Uint8Array.of(0x07, 0x5b, 0xcd, 0x15) }
  const person = { userId: 'user-1', expiresIn: 3600 }

  it('has the key ID and the synthetic IV', () => {
    const key = deriveKey(provider, appId, serverSecret)
    expect(key.kid).toBe('a2517ef2')
    expect(key.sealTag(utf8(plaintext)).slice(0, 16)).toBe('x5rffb1QMdu3Vq4v')
    const nonce = Buffer.from(key.gcmSealTag(utf8(plaintext)), 'base64url').subarray(0, 12)
    expect(nonce.toString('hex')).toBe('492c24d9a300e04c4d4927e2')
  })

  it('is minted byte for byte as a Token04 in both forms', () => {
    expect(mintToken04(person, keys, options)).toBe(cbc)
    expect(mintToken04({ ...person, format: 'gcm' }, keys, options)).toBe(gcm)
  })

  it('is minted byte for byte as a Kit Token', () => {
    expect(mint({ ...person, roomId: 'room-1', userName: 'Zoë 张' }, keys, options)).toBe(`${cbc}#${suffix}`)
    expect(`${cbc}#${suffix}`).toHaveLength(395)
  })

  it('verifies, with the published identity', () => {
    const pass = verify(`${cbc}#${suffix}`, keys, { now: 1767225600 })
    expect(pass).toMatchObject({ trust: 'signed', userName: 'Zoë 张', roomId: 'room-1', tid, kid: 'a2517ef2' })
    expect(verifyToken04(cbc, keys, { now: 1767225600 })).toMatchObject({ trust: 'sealed', tid })
    expect(verifyToken04(gcm, keys, { now: 1767225600 })).toMatchObject({ trust: 'sealed', format: 'gcm' })
  })
})
