// What a ServerSecret may be, and which are no secret.

const pattern = /^[\x20-\x7e]{32}$/
const publishedSamples: ReadonlySet<string> = new Set([
  '0123456789abcdef0123456789abcdef',
  'fa94dd0f974cf2e293728a526b028271',
  '12345678901234567890123456789012',
])

/** Whether it is 32 characters from 0x20 to 0x7E: then they are 32 bytes, too. */
export function isServerSecret(value: unknown): value is string {
  return typeof value === 'string' && pattern.test(value)
}

/**
 * Whether a ServerSecret is no secret: published as a sample, or of fewer than 8 different characters (32 random hex digits
 * have so few once in 27 million). Servers refuse such a secret; verify does not care.
 * @example
 * if (isWeakServerSecret(serverSecret)) throw new Error('the ServerSecret is a sample: take your own from the console')
 */
export function isWeakServerSecret(serverSecret: string): boolean {
  return new Set(serverSecret).size < 8 || publishedSamples.has(serverSecret)
}
