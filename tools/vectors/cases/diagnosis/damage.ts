// What happened to a good token on its way.
import { kit, sealed, testOf, token } from './texts.ts'

type Row = readonly [comment: string, text: string, primary: string, problems?: readonly string[]]

/** The text in so many fields data, one in the other. */
function wrapped(times: number, text: string): string {
  return times === 0 ? JSON.stringify(text) : `{"data":${wrapped(times - 1, text)}}`
}

const kitTokens: readonly Row[] = [
  ['spaces around it', `  ${kit} `, 'surrounding_space'],
  ['a line break after it', `${kit}\n`, 'surrounding_space'],
  ['line breaks inside', kit.replace(/.{76}/g, '$&\r\n'), 'line_breaks'],
  ['quotes around it', `"${kit}"`, 'quoted'],
  ['quotes around it, with a line break between', `"${kit.slice(0, 50)}\n${kit.slice(50)}"`, 'quoted', ['line_breaks']],
  ['quotes and white space around it', ` "${kit}"\n`, 'surrounding_space', ['quoted']],
  ['a word before it', `Bearer ${kit}`, 'bearer_prefix'],
  ['the answer of a server, whole', JSON.stringify({ code: 0, data: kit, message: 'ok' }), 'wrapped_in_json'],
  ['the answer of a server, with a field data around it', JSON.stringify({ data: { token: kit } }), 'wrapped_in_json'],
  [
    'the answer of a server, with a code and no message',
    JSON.stringify({ code: 0, message: '', token: kit }),
    'wrapped_in_json',
  ],
  [
    'the answer of a server, with fields that are none',
    JSON.stringify({ kitToken: null, token: 7, data: { kit_token: kit } }),
    'wrapped_in_json',
  ],
  ['the answer of a server, with two fields data around it', wrapped(2, kit), 'wrapped_in_json'],
  [
    'the answer of a server, with a token beside others',
    JSON.stringify({ data: { token: sealed }, kitToken: kit }),
    'wrapped_in_json',
  ],
  ['nothing but the version before the suffix', `04#${kit.slice(token.length + 1)}`, 'truncated'],
  ['percent-encoded', encodeURIComponent(kit), 'percent_encoded'],
  ['cut off before the suffix began', `${token.slice(0, 22)}#${kit.slice(token.length + 1)}`, 'truncated'],
  ['a character that is none', `${token.slice(0, 60)}!${kit.slice(61)}`, 'token_encoding'],
]

const token04s: readonly Row[] = [
  ['single quotes around it', `'${sealed}'`, 'quoted'],
  ['the answer of a server, with a field token', JSON.stringify({ token: sealed }), 'wrapped_in_json'],
  [
    'the answer of a server, with a field data around it',
    JSON.stringify({ data: { token: sealed } }),
    'wrapped_in_json',
  ],
  [
    'the answer of a server, printed with spaces',
    JSON.stringify({ data: { token: sealed } }, null, 2),
    'wrapped_in_json',
  ],
  ['spaces for pluses, as URLs make them', sealed.replaceAll('+', ' '), 'plus_became_space'],
  ['base64url', sealed.replaceAll('+', '-').replaceAll('/', '_'), 'base64url_spelling'],
  ['no padding', sealed.replace(/=+$/, ''), 'padding_missing'],
  ['cut off in the middle', token.slice(0, 122), 'truncated'],
  ['cut off near the end', token.slice(0, -4), 'truncated'],
]

const of = (rows: readonly Row[], kind: 'kit-token' | 'token04') =>
  rows.map(([comment, text, primary, problems = []]) =>
    testOf({ comment: `${kind}, ${comment}`, flags: ['Damage'], text, kind, primary, problems }),
  )

export const damageCases = [...of(kitTokens, 'kit-token'), ...of(token04s, 'token04')]
