// Kit Tokens whose suffix cannot be read: R8 to R10.
import { appId, bare, unsigned } from '../../craft.ts'
import type { HostileTest } from '../../model.ts'
import { suffixJson } from '../../primitives.ts'
import { breaking, onSuffix, replaced, type Bend } from './breaks.ts'

/** The JSON of the suffix, with one part replaced after it was signed. */
const json = (part: string, by: string): Pick<Bend, 'json'> => ({
  json: (shown, sig) => replaced(suffixJson(shown, sig), part, by),
})
const plain = (bend: (json: string) => string): Pick<Bend, 'json' | 'signed'> => ({
  ...unsigned,
  json: (shown) => bend(suffixJson(shown, null)),
})

/** Letters as escapes: the same text in more bytes. */
const escaped = (text: string): string =>
  Array.from(text, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
const long = { userId: 'u'.repeat(64), shown: { roomId: 'r'.repeat(128), encodedName: 'n'.repeat(256) } } as const

const spelling: readonly HostileTest[] = [
  ...breaking({ rule: 'R8', code: 'suffix_malformed', flags: ['Suffix', 'Base64'] }, [
    [
      'a suffix in base64url',
      { shown: { encodedName: 'Ada?~?~?~' }, ...onSuffix((text) => text.replaceAll('+', '-').replaceAll('/', '_')) },
    ],
    ['a suffix without padding', onSuffix((text) => text.replace(/=+$/, ''))],
    ['a suffix with too much padding', { shown: { encodedName: 'A' }, ...onSuffix((text) => `${text}=`) }],
    ['a suffix with spare bits that are not zero', onSuffix((text) => text.replace(/Q==$/, 'R=='))],
    ['a suffix with an asterisk among its characters', onSuffix((text) => `${text.slice(0, 8)}*${text.slice(8)}`)],
    [
      'a suffix with a character more than whole groups',
      { shown: { encodedName: 'Ad' }, ...onSuffix((text) => `${text}A`) },
    ],
  ]),
  ...breaking({ rule: 'R8', code: 'suffix_malformed', flags: ['Suffix'] }, [
    ['a suffix in UTF-8', plain((text) => replaced(text, '"Ada"', '"Zo\u00c3\u00ab"'))],
    ['a suffix in Latin-1', plain((text) => replaced(text, '"Ada"', '"Zo\u00eb"'))],
    ['a line feed in the suffix', plain((text) => replaced(text, ',', ',\n'))],
    ['a tab in the suffix', plain((text) => replaced(text, ',', ',\t'))],
    ['a line feed after the suffix', plain((text) => `${text}\n`)],
    [
      'DEL in the suffix',
      plain((text) => replaced(text, '"Ada"', '"Ada\u007f"').replace('"Ada\u007f"', '"Ada","x":"\u007f"')),
    ],
    ['a suffix of 2049 bytes', plain((text) => text.replace('}', `,"more":"${'m'.repeat(2049 - text.length - 10)}"}`))],
    [
      'a signed suffix of more than 2048 bytes',
      { ...long, json: (shown, sig) => suffixJson(shown, sig).replace(/(?<=")[nr]{9,}/g, escaped) },
    ],
  ]),
  ...breaking({ rule: 'R8', code: 'suffix_malformed', flags: ['Suffix', 'Official'] }, [
    [
      'a signed suffix of more than 2048 bytes in official reading',
      { ...bare, ...long, json: (shown, sig) => suffixJson(shown, sig).replace(/(?<=")[nr]{9,}/g, escaped) },
    ],
    ['a line feed in the suffix in official reading', { ...bare, ...plain((text) => replaced(text, ',', ',\n')) }],
    [
      'an unsigned suffix of 16385 bytes in official reading',
      { ...bare, ...plain((text) => text.replace('}', `,"more":"${'m'.repeat(16385 - text.length - 10)}"}`)) },
    ],
  ]),
]

const object: readonly HostileTest[] = [
  ...breaking({ rule: 'R9', code: 'suffix_malformed', flags: ['Suffix'] }, [
    ['a suffix that ends too early', plain((text) => text.slice(0, -1))],
    ['a suffix with something after it', plain((text) => `${text}{}`)],
    ['a suffix that is a list', plain((text) => `[${text}]`)],
    ['a suffix that is a string', plain((text) => JSON.stringify(text))],
    ['a suffix that is null', plain(() => 'null')],
    ['an empty suffix', onSuffix(() => '')],
    ['a comma too many', plain((text) => text.replace('}', ',}'))],
    ['single quotes', plain((text) => text.replaceAll('"', "'"))],
    ['keys without quotes', plain((text) => text.replaceAll(/"(\w+)":/g, '$1:'))],
    ['a comment', plain((text) => text.replace('}', '/* room-1 */}'))],
    ['an escape that JSON has not', plain((text) => replaced(text, '"Ada"', '"\\x41da"'))],
    ['an AppID in hex', plain((text) => replaced(text, String(appId), `0x${appId.toString(16)}`))],
    ['a room twice', plain((text) => text.replace('}', ',"roomID":"vault"}'))],
    ['a user twice', plain((text) => text.replace('{', '{"userID":"root",'))],
    ['a room twice, once in escapes', plain((text) => text.replace('}', ',"room\\u0049D":"vault"}'))],
    ['an unknown field twice', plain((text) => text.replace('}', ',"a":1,"a":2}'))],
    [
      'nine unknown fields',
      plain((text) => text.replace('}', ',"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1}')),
    ],
    ['an unknown field that is an object', plain((text) => text.replace('}', ',"a":{}}'))],
    ['an unknown field that is a list', plain((text) => text.replace('}', ',"a":[]}'))],
    ['an unknown field in a signed suffix', json('"appID"', '"role":"host","appID"')],
    ['an unknown field in a signed suffix, after the signature', json('"}', '","a":1}')],
    ['white space in a signed suffix', json(',"roomID"', ', "roomID"')],
    ['white space around a signed suffix', json('{', ' {')],
    ['a signed suffix with its room twice', json('"appID"', '"roomID":"room-1","appID"')],
    ['a user ID that is a number', { ...plain((text) => replaced(text, '"5"', '5')), userId: '5' }],
    ['no user ID', plain((text) => replaced(text, '"userID":"user-1",', ''))],
    ['a user ID under another name', plain((text) => replaced(text, 'userID', 'userId'))],
    ['a room ID that is a number', plain((text) => replaced(text, '"room-1"', '5'))],
    ['a room ID that is true', plain((text) => replaced(text, '"room-1"', 'true'))],
    ['a user name that is null', plain((text) => replaced(text, '"Ada"', 'null'))],
    ['a user name that is a number', plain((text) => replaced(text, '"Ada"', '5'))],
    ['an extension that is a number', plain((text) => text.replace('}', ',"ext":5}'))],
    ['an extension that is null', plain((text) => text.replace('}', ',"ext":null}'))],
  ]),
  ...breaking({ rule: 'R9', code: 'suffix_malformed', flags: ['Suffix', 'Official'] }, [
    [
      'nine unknown fields in official reading',
      { ...bare, ...plain((text) => text.replace('}', ',"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1}')) },
    ],
    ['white space in a signed suffix in official reading', { ...bare, ...json(',"roomID"', ', "roomID"') }],
  ]),
]

const app: readonly HostileTest[] = [
  ...breaking({ rule: 'R10', code: 'suffix_malformed', flags: ['Suffix', 'Numbers'] }, [
    ['an AppID with a fraction of zero', plain((text) => replaced(text, String(appId), `${appId}.0`))],
    ['an AppID with an exponent', plain((text) => replaced(text, String(appId), '1.23456789e9'))],
    ['an AppID in a string that starts with zero', plain((text) => replaced(text, String(appId), `"0${appId}"`))],
    ['an AppID in a string with a sign', plain((text) => replaced(text, String(appId), `"+${appId}"`))],
    ['an AppID in a string with a space', plain((text) => replaced(text, String(appId), `" ${appId}"`))],
    ['an AppID in a string with a line feed', plain((text) => replaced(text, String(appId), `"${appId}\\n"`))],
    ['an AppID in a string in hex', plain((text) => replaced(text, String(appId), `"0x${appId.toString(16)}"`))],
    ['an AppID in a string in a signed suffix', json(String(appId), `"${appId}"`)],
  ]),
  ...breaking({ rule: 'R10', code: 'suffix_malformed', flags: ['Suffix', 'Numbers', 'Overflow'] }, [
    ['AppID 0', { ...plain((text) => replaced(text, String(appId), '0')), alsoBreaks: ['R13', 'R23'] }],
    ['AppID 2^32', { ...plain((text) => replaced(text, String(appId), '4294967296')), alsoBreaks: ['R13', 'R23'] }],
    [
      'an AppID that is right but for a multiple of 2^32',
      { ...plain((text) => replaced(text, String(appId), String(appId + 2 ** 32))), alsoBreaks: ['R13', 'R23'] },
    ],
    [
      'a negative AppID',
      { ...plain((text) => replaced(text, String(appId), `-${appId}`)), alsoBreaks: ['R13', 'R23'] },
    ],
    [
      'an AppID that is null',
      { ...plain((text) => replaced(text, String(appId), 'null')), alsoBreaks: ['R13', 'R23'] },
    ],
    [
      'an AppID under another name',
      { ...plain((text) => replaced(text, 'appID', 'APP_ID')), alsoBreaks: ['R13', 'R23'] },
    ],
  ]),
]

export const suffixCases: readonly HostileTest[] = [...spelling, ...object, ...app]
