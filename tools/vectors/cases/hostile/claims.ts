// Plaintexts that only a lenient parser takes for claims: R19 and R21.
import { alone, appId, honest, now, spell, unsigned } from '../../craft.ts'
import type { HostileTest } from '../../model.ts'
import { breaking, replaced, type Bend } from './breaks.ts'

const claims = spell(honest)
const json = (part: string, by: string): Bend => ({ ...alone, plaintext: replaced(claims, part, by) })

const nonce = (by: string): Bend => json('"nonce":123456789', `"nonce":${by}`)

const syntax: readonly HostileTest[] = [
  ...breaking({ rule: 'R19', code: 'token_undecryptable', flags: ['Json'] }, [
    ['white space after a comma', json(',"user_id"', ', "user_id"')],
    ['white space after a colon', json('"user_id":', '"user_id": ')],
    ['white space inside the braces', { ...alone, plaintext: claims.replace('{', '{ ').replace(/\}$/, ' }') }],
    ['a comma too many', { ...alone, plaintext: claims.replace(/\}$/, ',}') }],
    ['a comma too few', json(',"user_id"', '"user_id"')],
    ['single quotes', { ...alone, plaintext: claims.replaceAll('"', "'") }],
    ['a key without quotes', json('"nonce"', 'nonce')],
    ['a comment', json(',"user_id"', '/**/,"user_id"')],
    ['an escape that JSON has not', json('"user-1"', '"\\x75ser-1"')],
    ['an escape of capital U', json('"user-1"', '"\\U0075ser-1"')],
    ['a number in hex', nonce('0x75bcd15')],
    ['a number with a leading zero', nonce('07')],
    ['a number with a plus', nonce('+7')],
    ['a number that starts with a point', nonce('.5e1')],
    ['a number that ends in a point', nonce('7.')],
    ['an object as payload', json('"payload":""', '"payload":{}')],
    ['a list as payload', json('"payload":""', '"payload":[]')],
    ['a list with the user in it', json('"user-1"', '["user-1"]')],
    ['two objects', { ...alone, plaintext: `${claims}${claims}` }],
    ['an object that is not closed', { ...alone, plaintext: claims.replace('"payload":""', '"payload":"}') }],
    ['an empty text between braces', { ...alone, plaintext: `{${' '.repeat(80)}}` }],
    ['white space in a signed token', { plaintext: replaced(claims, ',"user_id"', ', "user_id"') }],
  ]),
  ...breaking({ rule: 'R19', code: 'claims_invalid', flags: ['Claims'] }, [
    ['the user twice', json('"nonce"', '"user_id":"root","nonce"')],
    ['the user twice, first another', json('"user_id"', '"user_id":"root","user_id"')],
    ['the user twice, once in escapes', json('"nonce"', '"us\\u0065r_id":"root","nonce"')],
    ['the app twice', json('"nonce"', `"app_id":${appId},"nonce"`)],
    ['the payload twice', json('"payload":""', '"payload":"","payload":"{}"')],
    ['the expiry twice', json('"expire"', `"expire":${now + 7200},"expire"`)],
    ['no app', json(`"app_id":${appId},`, '')],
    ['no user', json('"user_id":"user-1",', '')],
    ['no nonce', json('"nonce":123456789,', '')],
    ['no time of minting', json(`"ctime":${now},`, '')],
    ['no expiry', json(`"expire":${now + 3600},`, '')],
    ['nothing at all but a payload', { ...alone, plaintext: `{"payload":"${'x'.repeat(80)}"}`, alsoBreaks: ['R29'] }],
    ['a claim too many', json('"payload"', '"admin":true,"payload"')],
    ['a claim of Token03', json('"payload"', '"room_id":"room-1","payload"')],
    ['a claim in another case', json('"user_id"', '"User_id"')],
    ['a claim that is a prototype', json('"payload":""', '"__proto__":null')],
    ['a claim with an empty name', json('"payload"', '"":0,"payload"')],
    ['a user that is a number', json('"user-1"', '5')],
    ['a user that is null', json('"user-1"', 'null')],
    ['a user that is true', json('"user-1"', 'true')],
    ['a payload that is a number', json('"payload":""', '"payload":0')],
    ['a payload that is false', json('"payload":""', '"payload":false')],
    [
      'the user twice, in a signed token of the second',
      { userId: 'root', plaintext: replaced(claims, '"nonce"', '"user_id":"root","nonce"') },
    ],
    [
      'the user twice, in an unsigned Kit Token of the second',
      { ...unsigned, userId: 'root', plaintext: replaced(claims, '"nonce"', '"user_id":"root","nonce"') },
    ],
  ]),
]

const numbers: readonly HostileTest[] = [
  ...breaking({ rule: 'R21', code: 'claims_invalid', flags: ['Numbers'] }, [
    ['an app in a string', json(String(appId), `"${appId}"`)],
    ['an app with a fraction of zero', json(String(appId), `${appId}.0`)],
    ['an app with an exponent', json(String(appId), '1.23456789e9')],
    ['an expiry in a string', json(String(now + 3600), `"${now + 3600}"`)],
    ['an expiry with a fraction of zero', json(String(now + 3600), `${now + 3600}.0`)],
    ['a time of minting with an exponent', json(String(now), `${now}e0`)],
    ['a nonce with a fraction', nonce('1.5')],
    ['a nonce with an exponent', nonce('1e3')],
    ['a nonce with an exponent in capitals', nonce('1E3')],
    ['a nonce of minus zero', nonce('-0')],
    ['a nonce in a string', nonce('"123456789"')],
    ['a nonce that is null', nonce('null')],
    ['a nonce that is true', nonce('true')],
  ]),
  ...breaking({ rule: 'R21', code: 'claims_invalid', flags: ['Numbers', 'Overflow'] }, [
    ['a nonce of 2^31', nonce('2147483648')],
    ['a nonce below -2^31', nonce('-2147483649')],
    ['a nonce that no double holds', nonce('9007199254740993')],
    ['a nonce beyond 64 bits', nonce('18446744073709551616')],
    ['a nonce beyond all doubles', nonce('1e999')],
    ['app 0', { ...json(String(appId), '0'), alsoBreaks: ['R23'] }],
    ['an app that is right but for 2^32', { ...json(String(appId), String(appId + 2 ** 32)), alsoBreaks: ['R23'] }],
    ['a negative app', { ...json(String(appId), `-${appId}`), alsoBreaks: ['R23'] }],
    ['minted at no time', { ...json(`"ctime":${now}`, '"ctime":0'), alsoBreaks: ['R26'] }],
    ['minted before 1970', { ...json(`"ctime":${now}`, '"ctime":-1'), alsoBreaks: ['R26'] }],
    [
      'an expiry after the last second',
      {
        ...alone,
        expire: 253402300800,
        header: BigInt(now + 3600),
        options: { maxLifetime: 253402300799 },
        alsoBreaks: ['R25'],
      },
    ],
  ]),
  ...breaking({ rule: 'R21', code: 'claims_invalid', flags: ['Numbers', 'Overflow'] }, [
    [
      'a negative expiry',
      {
        ...json(String(now + 3600), '-1'),
        header: BigInt(now + 3600),
        alsoBreaks: ['R25', 'R28'],
      },
    ],
  ]),
]

export const claimsCases: readonly HostileTest[] = [...syntax, ...numbers]
