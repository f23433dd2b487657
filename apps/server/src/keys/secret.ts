// Secrets of keys: made here, or checked as they were typed. The name of a key is derived from its secret by the token library.
import { randomBytes } from 'node:crypto'
import { createKeyring, isWeakServerSecret } from '@roompass/token'
import { KeysRefused } from './keys.ts'

/** 128 random bits as 32 characters, as ZEGOCLOUD's console makes them. */
export function randomSecret(): string {
  for (;;) {
    const secret = randomBytes(16).toString('hex')
    // One of 27 million is refused by everybody as too plain.
    if (!isWeakServerSecret(secret)) return secret
  }
}

/** The `kid` of a secret. @throws TypeError when it is none */
export function kidOf(appId: number, serverSecret: string): string {
  const [key] = createKeyring([{ appId, serverSecret, state: 'next' }]).keys
  return key?.kid ?? ''
}

/** The `kid` of a secret that somebody typed. @throws KeysRefused */
export function kidOfTyped(appId: number, serverSecret: string): string {
  if (!/^[\x20-\x7e]{32}$/.test(serverSecret)) throw new KeysRefused('secret_invalid')
  if (isWeakServerSecret(serverSecret)) throw new KeysRefused('secret_weak')
  return kidOf(appId, serverSecret)
}
