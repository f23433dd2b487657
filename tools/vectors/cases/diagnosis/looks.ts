// What is no token at all, a token of another kind, a part of one or more than one.
import { kit, sealed, suffix, suffixText, testOf, token, type Ill } from './texts.ts'

type Row = readonly [comment: string, text: string | null, kind: Ill['kind'], primary: string, more?: Partial<Ill>]

const nothing: readonly Row[] = [
  ['no text', null, 'unknown', 'not_text', { flags: ['Looks', 'NotText'] }],
  ['nothing', '', 'empty', 'empty'],
  ['white space alone', ' \n ', 'empty', 'surrounding_space', { problems: ['empty'] }],
  ['undefined as text', 'undefined', 'unknown', 'placeholder'],
  ['null as text', 'null', 'unknown', 'placeholder'],
  ['an object as text', '[object Object]', 'unknown', 'placeholder'],
  ['a promise as text', '[object Promise]', 'unknown', 'placeholder'],
  ['a sentence', 'hello, world', 'unknown', 'not_a_kit_token'],
  ['the answer of a server that has no token', '{"code":1,"data":{"data":null}}', 'unknown', 'not_a_kit_token'],
  ['a list of answers', `{"data":[{"token":"${sealed}"}]}`, 'unknown', 'not_a_kit_token'],
]

const others: readonly Row[] = [
  ['a Token03', `03${token.slice(2)}`, 'token03', 'token03_given'],
  ['a JSON Web Token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2ln', 'jwt', 'jwt_given'],
  ['a JSON Web Token without a signature', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.', 'jwt', 'jwt_given'],
  ['an AppSign', 'a1'.repeat(32), 'app-sign', 'app_sign_given'],
  ['an AppSign that begins as a Token04', `04${'b2'.repeat(31)}`, 'app-sign', 'app_sign_given'],
  ['a ServerSecret', 'a1'.repeat(16), 'server-secret-like', 'server_secret_given'],
  ['a ServerSecret that begins as a Token04', `04${'b2'.repeat(15)}`, 'server-secret-like', 'server_secret_given'],
  ['a Kit Token where a Token04 belongs', kit, 'kit-token', 'kit_token_given', { expect: 'token04' }],
  ['a Token04 where a Kit Token belongs', sealed, 'token04', 'token04_given', { expect: 'kit-token' }],
]

/** Nothing was cut off where nothing began. */
const whole = { absent: ['truncated'] }

const parts: readonly Row[] = [
  ['a suffix alone', suffix, 'unknown', 'suffix_given'],
  ['a suffix alone, with its separator', `#${suffix}`, 'kit-token', 'token_missing', whole],
  ['a Kit Token of undefined', `undefined#${suffix}`, 'kit-token', 'token_missing', whole],
  ['a Kit Token of null', `null#${suffix}`, 'kit-token', 'token_missing', whole],
  ['a Kit Token of nothing', `#${suffixText({ a: 1 })}`, 'kit-token', 'token_missing', whole],
  ['a separator alone', '#', 'kit-token', 'token_missing', { ...whole, problems: ['suffix_malformed'] }],
  ['a Kit Token made of a Kit Token', `${kit}#${suffix}`, 'kit-token', 'kit_token_twice'],
  ['two Kit Tokens', `${kit}${kit}`, 'kit-token', 'two_tokens'],
  ['two Token04', `${token}${token}`, 'token04', 'two_tokens'],
  ['two Token04 in a line', `${token} ${token}`, 'token04', 'plus_became_space', { problems: ['two_tokens'] }],
]

export const lookCases = [...nothing, ...others, ...parts].map(([comment, text, kind, primary, more]) =>
  testOf({ comment, flags: ['Looks'], text, kind, primary, ...more }),
)
