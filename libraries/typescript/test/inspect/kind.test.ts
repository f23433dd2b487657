import { describe, expect, it } from 'vitest'
import { kindOf } from '../../src/inspect/kind.ts'

const suffix = btoa('{"userID":"ada","roomID":"lobby","userName":"","appID":1}')
const hex = '0123456789abcdef'

describe('by its looks, a text', () => {
  it.each<[string, string, string, string | null]>([
    ['of nothing', '', 'empty', 'empty'],
    ['of white space', ' \n\t', 'empty', 'empty'],
    ['"undefined"', 'undefined', 'unknown', 'placeholder'],
    ['"null"', 'null', 'unknown', 'placeholder'],
    ['"NaN"', 'NaN', 'unknown', 'placeholder'],
    ['"[object Promise]"', '[object Promise]', 'unknown', 'placeholder'],
    ['with "undefined" at its end', 'it is undefined', 'unknown', 'not_a_kit_token'],
    ['with "undefined" at its beginning', 'undefined is it', 'unknown', 'not_a_kit_token'],
    ['with a suffix alone behind "#"', `#${suffix}`, 'kit-token', 'token_missing'],
    ['with "undefined" before "#"', `undefined#${suffix}`, 'kit-token', 'token_missing'],
    ['with "null" before "#"', `null#${suffix}`, 'kit-token', 'token_missing'],
    ['with something else before "#"', `it is undefined#${suffix}`, 'unknown', 'not_a_kit_token'],
    ['of two Kit Tokens', `04AAAAAA#${suffix}\n04AAAAAA#${suffix}`, 'kit-token', 'two_tokens'],
    ['of two Token04', '04AAAAAAbb\n04AAAAAAcc', 'token04', 'two_tokens'],
    ['of two tokens that do not begin as of today', '04bbbb04bbbb', 'token04', null],
    ['with a token further inside', 'it is 04AAAAAAbb 04AAAAAAcc', 'unknown', 'not_a_kit_token'],
    ['with two "#"', `04AAAAAA#${suffix}#${suffix}`, 'kit-token', 'kit_token_twice'],
    ['with two "#" one after the other', '04AAAAAA##', 'kit-token', 'kit_token_twice'],
    ['with one "#"', `04AAAAAA#${suffix}`, 'kit-token', null],
    ['with one "#" and nothing else', '04#', 'kit-token', null],
    ['of 64 hex digits', hex.repeat(4), 'app-sign', 'app_sign_given'],
    ['of 64 hex digits in capitals', hex.repeat(4).toUpperCase(), 'app-sign', 'app_sign_given'],
    ['of 65 hex digits', `${hex.repeat(4)}0`, 'unknown', 'not_a_kit_token'],
    ['of 64 hex digits behind a letter', `x${hex.repeat(4)}`, 'unknown', 'not_a_kit_token'],
    ['of 64 hex digits that begin with 04', `04${hex.repeat(4).slice(2)}`, 'app-sign', 'app_sign_given'],
    ['of 32 hex digits', hex.repeat(2), 'server-secret-like', 'server_secret_given'],
    ['of 32 hex digits in capitals', hex.repeat(2).toUpperCase(), 'server-secret-like', 'server_secret_given'],
    ['of 31 hex digits', hex.repeat(2).slice(1), 'unknown', 'not_a_kit_token'],
    ['of 33 hex digits', `${hex.repeat(2)}0`, 'unknown', 'not_a_kit_token'],
    ['of 32 hex digits before a letter', `${hex.repeat(2)}x`, 'unknown', 'not_a_kit_token'],
    ['of 32 hex digits behind a letter', `x${hex.repeat(2)}`, 'unknown', 'not_a_kit_token'],
    ['of 32 hex digits that begin with 04', `04${hex.repeat(2).slice(2)}`, 'server-secret-like', 'server_secret_given'],
    ['of 32 hex digits that begin with 03', `03${hex.repeat(2).slice(2)}`, 'server-secret-like', 'server_secret_given'],
    ['of three parts of base64url', 'eyJhbGciOiJ_-.eyJz-dWIi_.c2ln-_', 'jwt', 'jwt_given'],
    ['of two parts and an empty signature', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.', 'jwt', 'jwt_given'],
    ['of three parts behind something', 'x.eyJhbGci.eyJzdWIi.c2ln', 'unknown', 'not_a_kit_token'],
    ['of three parts with something behind', 'eyJhbGci.eyJzdWIi.c2ln!', 'unknown', 'not_a_kit_token'],
    ['of four parts', 'eyJhbGci.eyJzdWIi.c2ln.c2ln', 'unknown', 'not_a_kit_token'],
    ['of two parts', 'eyJhbGci.eyJzdWIi', 'unknown', 'not_a_kit_token'],
    ['of 03 and 40 characters', `03${'A+/='.repeat(10)}`, 'token03', 'token03_given'],
    ['of 03 and 39 characters', `03${'A'.repeat(39)}`, 'unknown', 'not_a_kit_token'],
    ['of 03 and a character too much', `03${'A'.repeat(40)}!`, 'unknown', 'not_a_kit_token'],
    ['with 03 further inside', `x03${'A'.repeat(40)}`, 'unknown', 'not_a_kit_token'],
    ['of 04 alone', '04', 'token04', null],
    ['of 04 and anything', '04!', 'token04', null],
    ['with 04 further inside', 'x04AAAA', 'unknown', 'not_a_kit_token'],
    ['of a suffix alone', suffix, 'unknown', 'suffix_given'],
    ['of words', 'hello', 'unknown', 'not_a_kit_token'],
  ])('%s', (_, text, kind, code) => {
    expect(kindOf(text)).toEqual({ kind, code })
  })
})
