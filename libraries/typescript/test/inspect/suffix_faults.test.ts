import { describe, expect, it } from 'vitest'
import { looksLikeSuffix, suffixFaults } from '../../src/inspect/suffix_faults.ts'

const latin1 = (text: string): string => Buffer.from(text, 'latin1').toString('base64')

describe('a suffix that cannot be read', () => {
  it.each<[string, string, string[]]>([
    ['has a character that base64 has not', '%%%%', ['suffix_not_base64']],
    ['is base64 without its padding', 'eyJhIjox', []],
    ['lacks padding', btoa('{"appID":1}').replace('=', ''), ['suffix_not_base64']],
    ['has a letter of Latin-1', latin1('{"userName":"\u0080","appID":1}'), ['suffix_not_ascii']],
    ['has the last letter of Latin-1', latin1('{"userName":"\u00ff","appID":1}'), ['suffix_not_ascii']],
    ['has the last character of ASCII', latin1('{"userName":"\u007f","appID":1}'), []],
    ['is no JSON', btoa('hello'), []],
    ['is a list', btoa('[1]'), []],
    ['is an object without an app', btoa('{"appId":1}'), ['suffix_app_missing']],
    ['has an app that is no number', btoa('{"appID":"x"}'), ['suffix_app_missing']],
    ['has the app 0', btoa('{"appID":0}'), ['suffix_app_missing']],
    ['has an app that is too large', btoa('{"appID":4294967296}'), ['suffix_app_missing']],
    ['has an app and another fault', btoa('{"appID":4294967295}'), []],
    ['has an app in digits', btoa('{"appID":"7"}'), []],
    ['nests eight deep', btoa(`{"appID":0,"a":${'['.repeat(7)}${']'.repeat(7)}}`), ['suffix_app_missing']],
    ['nests nine deep', btoa(`{"appID":0,"a":${'['.repeat(8)}${']'.repeat(8)}}`), []],
  ])('%s', (_, text, codes) => {
    expect(suffixFaults(text)).toEqual(codes.map((code) => ({ code })))
  })
})

describe('a text is a suffix without its token', () => {
  it.each<[string, string, boolean]>([
    ['with user and room', btoa('{"userID":"a","roomID":"r"}'), true],
    ['with more than these', btoa('{"userID":"a","roomID":"r","appID":1}'), true],
    ['but not without a room', btoa('{"userID":"a","userName":"r"}'), false],
    ['but not without a user', btoa('{"userId":"a","roomID":"r"}'), false],
    ['but not with an object inside', btoa('{"userID":"a","roomID":{}}'), false],
    ['but not with a space before it', btoa(' {"userID":"a","roomID":"r"}'), false],
    ['but not where it is no base64', 'eyJ!', false],
    ['but not where it is no JSON', btoa('{"a'), false],
  ])('%s', (_, text, expected) => {
    expect(looksLikeSuffix(text)).toBe(expected)
  })
})
