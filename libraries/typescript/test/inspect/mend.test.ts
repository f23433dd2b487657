import { describe, expect, it } from 'vitest'
import { mend } from '../../src/inspect/mend.ts'

const token = '04AAAAAGlWu4AAEDh1+/8='
const suffix = 'eyJ1c2VySUQiOiJhZGEifQ=='
const kit = `${token}#${suffix}`

describe('a whole token', () => {
  it.each([token, kit, '04', '04AA', '04AAA='])('%s stays as it is', (text) => {
    expect(mend(text)).toEqual({ text, damage: [] })
  })
})

describe('damage is undone and named:', () => {
  it.each<[string, string, string, string[]]>([
    ['white space around', `\t ${kit}\r\n`, kit, ['surrounding_space']],
    ['a Token04 as an answer', JSON.stringify({ token }), token, ['wrapped_in_json']],
    ['a Kit Token as an answer', JSON.stringify({ kitToken: kit, token }), kit, ['wrapped_in_json']],
    ['the same in snake case', JSON.stringify({ token, kit_token: kit }), kit, ['wrapped_in_json']],
    ['data as an answer', JSON.stringify({ code: 0, data: token }), token, ['wrapped_in_json']],
    ['a field that is no text', JSON.stringify({ token: 5, data: token }), token, ['wrapped_in_json']],
    ['an answer within data', JSON.stringify({ data: { token } }), token, ['wrapped_in_json']],
    ['answers within answers', JSON.stringify({ data: { data: { data: token } } }), token, ['wrapped_in_json']],
    ['a field beside data', JSON.stringify({ data: { kitToken: kit }, token }), token, ['wrapped_in_json']],
    ['double quotes', `"${kit}"`, kit, ['quoted']],
    ['single quotes', `'${kit}'`, kit, ['quoted']],
    ['backticks', `\`${kit}\``, kit, ['quoted']],
    ['quotes over several lines', `"${token}\n"`, token, ['quoted']],
    ['spaces inside of quotes', `" ${kit} "`, kit, ['quoted']],
    ['Bearer', `Bearer ${kit}`, kit, ['bearer_prefix']],
    ['bearer in small letters, and much space', `bearer \t ${kit}`, kit, ['bearer_prefix']],
    ['line breaks of Windows', `${kit.slice(0, 9)}\r\n${kit.slice(9)}`, kit, ['line_breaks']],
    ['several line breaks', `${kit.slice(0, 9)}\n\n${kit.slice(9, 12)}\n${kit.slice(12)}`, kit, ['line_breaks']],
    ['percent-encoding', encodeURIComponent(kit), kit, ['percent_encoded']],
    ['percent-encoding in small letters', token.replace('+', '%2b'), token, ['percent_encoded']],
    ['an encoded slash alone', token.replace('/', '%2F'), token, ['percent_encoded']],
    ['an encoded "=" alone', token.replace('=', '%3D'), token, ['percent_encoded']],
    ['an encoded "#" alone', kit.replace('#', '%23'), kit, ['percent_encoded']],
    ['spaces for "+"', '04AA A AA', '04AA+A+AA'.padEnd(10, '='), ['plus_became_space', 'padding_missing']],
    ['base64url', '04A-A_-_AA', '04A+A/+/AA', ['base64url_spelling']],
    ['no padding of one', '04www', '04www=', ['padding_missing']],
    ['no padding of two', '04wwwwww', '04wwwwww==', ['padding_missing']],
    ['no padding in both parts', kit.replaceAll('=', ''), kit, ['padding_missing']],
    ['no padding before the "#"', kit.replace('=#', '#'), kit, ['padding_missing']],
    ['no padding after the "#"', kit.slice(0, -2), kit, ['padding_missing']],
    ['no suffix after the "#"', `${token.slice(0, -1)}#`, `${token}#`, ['padding_missing']],
    [
      'several at once',
      ` "Bearer ${encodeURIComponent(token.slice(0, -1))}" `,
      token,
      ['surrounding_space', 'quoted', 'bearer_prefix', 'percent_encoded', 'padding_missing'],
    ],
  ])('%s', (_, damaged, text, damage) => {
    expect(mend(damaged)).toEqual({ text, damage })
  })
})

describe('what only looks like damage stays:', () => {
  it.each<[string, string]>([
    ['an answer without a token', '{"error":"unauthorized"}'],
    ['an answer within another field', JSON.stringify({ token: { token } })],
    ['an answer that is nested too deep', `${'{"data":'.repeat(9)}"${token}"${'}'.repeat(9)}`],
    ['an answer that is broken off', '{"token":"04AA'],
    ['a list', `["${token}"]`],
    ['quotes that do not match', `"${token}'`],
    ['quotes around a part', `"${token}" and more`],
    ['a quote at the end', `${token}"`],
    ['Bearer further inside', `the Bearer ${token}`],
    ['Bearer without a space', `Bearer${token}`],
    ['spaces in something else', 'no token at all'],
    ['"-" and "_" in something else', 'eyJ-_A.eyJ-_A.-_'],
    ['"%" in something else', 'hello%2Bworld'],
    ['other letters, encoded', '04AA%41A'],
    ['a "%" behind the "#" alone', `${token}#%2B`],
    ['broken percent-encoding', '04AA%2B%zz'],
    ['base64 that is cut in the middle', '04wwwww'],
    ['padding that is wrong', '04ww=ww'],
    ['too little padding', '04wwwwww='],
    ['too much padding', '04wwww==='],
    ['padding with something before it', 'x04ww'],
    ['padding with something behind it', '04ww!'],
    ['padding with something behind the "#"', '04www#!'],
    ['two suffixes', '04www#www#www'],
    ['a secret in hex that begins with 04', `04${'a1'.repeat(14)}b`],
    ['the same in capitals', `04${'A1'.repeat(14)}B`],
  ])('%s', (_, text) => {
    expect(mend(text)).toEqual({ text, damage: [] })
  })
})
