// Which texts of 32 characters are likely to be a ServerSecret, beside a name that says so. Alone, a hash and an identifier look the same.
import { isWeakServerSecret } from '@roompass/token'

/** What people write where the secret will go. */
const placeholder =
  /x{6}|\*{4}|your|example|sample|dummy|placeholder|change|replace|insert|secret|todo|test|process\.env|:\/\/|[<>{}$]/i

/** Whether it may be a real one: 32 characters, neither published, nor a placeholder, nor an obvious pattern. */
export function isLikelySecret(value: string): boolean {
  if (!/^[!-~]{32}$/.test(value) || isWeakServerSecret(value) || isPattern(value)) return false
  const hex = /^[\da-f]{32}$/i.test(value)
  // All digits, or none: 32 random hex digits are that once in three million.
  if (hex) return /\d/.test(value) && /[a-f]/i.test(value)
  return (
    !placeholder.test(value) && /\d/.test(value) && /[a-z]/i.test(value) && isMixed(value) && entropyOf(value) > 3.7
  )
}

/** Two kinds of letters, or signs that no identifier has. */
function isMixed(value: string): boolean {
  return (/[a-z]/.test(value) && /[A-Z]/.test(value)) || /[^\w./:-]/.test(value)
}

/** The same again and again (`0123456789abcdef` twice), or mostly one step after the other. */
function isPattern(value: string): boolean {
  for (const period of [1, 2, 4, 8, 16]) if (value.slice(period) === value.slice(0, -period)) return true
  const steps = Array.from(value.slice(1)).filter(
    (character, i) => Math.abs(character.charCodeAt(0) - value.charCodeAt(i)) <= 1,
  )
  return steps.length > 20
}

/** Shannon's, in bits for each character: 5 is the most that 32 characters can have. */
function entropyOf(value: string): number {
  const counts = new Map<string, number>()
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1)
  return [...counts.values()].reduce((sum, n) => sum - (n / value.length) * Math.log2(n / value.length), 0)
}
