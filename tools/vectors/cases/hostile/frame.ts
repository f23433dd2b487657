// Tokens whose text or base64 is wrong: R1 to R4.
import { alone, kitToken, suffixOf, unsigned } from '../../craft.ts'
import type { HostileTest } from '../../model.ts'
import { breaking, onBase64 } from './breaks.ts'

/** Tokens whose base64 ends in two, one and no characters of padding. */
const twoPads = { userId: 'u'.repeat(30) }
const onePad = { userId: 'user-1' }
const noPad = { userId: 'u'.repeat(14) }

const wholeText: readonly HostileTest[] = [
  ...breaking({ rule: 'R1', code: 'token_malformed', flags: ['Frame', 'NotText'] }, [
    ['a number', { text: () => 4 }],
    ['nothing', { text: () => null }],
    ['true', { text: () => true }],
    ['a list with a token in it', { text: (token) => [token] }],
    ['an object with a token in it', { text: (token) => ({ kitToken: token }) }],
    ['a list with a Token04 in it', { ...alone, text: (token) => [token] }],
  ]),
  ...breaking({ rule: 'R1', code: 'token_malformed', flags: ['Frame'] }, [
    ['an empty text', { text: () => '' }],
    ['an empty text for a Token04', { ...alone, text: () => '' }],
    ['a Kit Token of 139 characters', { text: (token) => token.slice(0, 139) }],
    ['a Token04 of 119 characters', { ...alone, text: (token) => token.slice(0, 119) }],
    ['a Kit Token whose Token04 has 119 characters', { text: (token) => `${token.slice(0, 119)}#${suffixOf(token)}` }],
    ['a Kit Token of 8193 characters', { alsoBreaks: ['R8'], text: (token) => token.padEnd(8193, 'A') }],
    ['a Token04 of 4155 characters', { ...alone, alsoBreaks: ['R4'], text: (token) => token.padEnd(4155, '=') }],
    ['a space before it', { text: (token) => ` ${token}` }],
    ['a line feed after it', { text: (token) => `${token}\n` }],
    ['a line feed after a Token04', { ...alone, text: (token) => `${token}\n` }],
    [
      'carriage return and line feed after 76 characters',
      { text: (token) => `${token.slice(0, 76)}\r\n${token.slice(76)}` },
    ],
    ['a tab before the separator', { text: (token) => token.replace('#', '\t#') }],
    ['a NUL after it', { text: (token) => `${token}\0` }],
    ['a no-break space before it', { text: (token) => `\u00a0${token}` }],
    ['a zero-width space after it', { text: (token) => `${token}\u200b` }],
    ['a byte order mark before it', { text: (token) => `\ufeff${token}` }],
    ['an é in it', { text: (token) => token.replace('#', 'é#') }],
    ['DEL after it', { text: (token) => `${token}\u007f` }],
  ]),
  ...breaking({ rule: 'R2', code: 'token_malformed', flags: ['Frame'] }, [
    ['no separator', { text: (token) => token.replace('#', '') }],
    ['a percent-encoded separator', { text: (token) => token.replace('#', '%23') }],
    ['two separators with nothing between them', { text: (token) => token.replace('#', '##') }],
    ['a separator at the end', { text: (token) => `${token}#` }],
    [
      'two suffixes, the second for another room',
      {
        ...unsigned,
        text: (token) => `${token}#${suffixOf(kitToken({ ...unsigned, shown: { roomId: 'vault' } }))}`,
      },
    ],
    ['a Kit Token made out of a Kit Token', { text: (token) => `${token}#${suffixOf(token)}` }],
    ['a Kit Token where a Token04 is asked for', { ...alone, text: () => kitToken() }],
    ['a separator after a Token04', { ...alone, text: (token) => `${token}#` }],
  ]),
  ...breaking({ rule: 'R3', code: 'token_version', flags: ['Frame'] }, [
    ['version 03', { text: (token) => `03${token.slice(2)}` }],
    ['version 05', { text: (token) => `05${token.slice(2)}` }],
    ['version 00', { ...alone, text: (token) => `00${token.slice(2)}` }],
    ['an O in place of the zero', { text: (token) => `O4${token.slice(2)}` }],
    ['the digits the other way round', { ...alone, text: (token) => `40${token.slice(2)}` }],
  ]),
]

const base64: readonly HostileTest[] = [
  ...breaking({ rule: 'R4', code: 'token_encoding', flags: ['Base64'] }, [
    ['base64url', { ...twoPads, ...onBase64((text) => text.replaceAll('+', '-').replaceAll('/', '_')) }],
    ['no padding', { ...twoPads, ...onBase64((text) => text.replace(/=+$/, '')) }],
    ['half of the padding', { ...twoPads, ...onBase64((text) => text.replace(/==$/, '=')) }],
    ['padding where none belongs', { ...noPad, ...onBase64((text) => `${text}=`) }],
    ['four characters of padding more', { ...noPad, ...onBase64((text) => `${text}====`) }],
    ['spare bits that are not zero, of four', { ...twoPads, ...onBase64((text) => nudged(text, '==')) }],
    ['spare bits that are not zero, of two', { ...alone, ...onePad, ...onBase64((text) => nudged(text, '=')) }],
    ['a full stop among the characters', onBase64((text) => `${text.slice(0, 40)}.${text.slice(40)}`)],
    ['a percent sign among the characters', onBase64((text) => `${text.slice(0, 40)}%${text.slice(40)}`)],
    ['four exclamation marks among the characters', onBase64((text) => `${text.slice(0, 40)}!!!!${text.slice(40)}`)],
    ['an exclamation mark in place of padding', { ...twoPads, ...onBase64((text) => text.replace(/==$/, '=!')) }],
    ['a character more than whole groups', { ...noPad, ...onBase64((text) => `${text}A`) }],
    [
      'base64 without padding, for a Token04 alone',
      { ...alone, ...twoPads, ...onBase64((text) => text.replace(/=+$/, '')) },
    ],
  ]),
  ...breaking({ rule: 'R4', code: 'token_encoding', flags: ['Base64', 'Forgery'] }, [
    [
      'another spelling of a token that was revoked by its text',
      {
        ...unsigned,
        ...twoPads,
        ...onBase64((text) => nudged(text, '==')),
      },
    ],
  ]),
]

/** The last character before the padding, with a spare bit set. */
function nudged(text: string, padding: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const at = text.length - padding.length - 1
  if (!text.endsWith(padding) || text[at] === '=') throw new Error(`this base64 does not end in ${padding}`)
  return `${text.slice(0, at)}${alphabet[alphabet.indexOf(text[at] ?? '') + 1]}${padding}`
}

export const frameCases: readonly HostileTest[] = [...wholeText, ...base64]
