// Wishes one step beyond what may be minted: every library refuses the call, and none cuts or repairs.
import type { Question } from './questions.ts'

const good = {
  appId: 1234567890,
  serverSecret: '0123456789abcdef0123456789abcdef',
  userId: 'ada',
  roomId: 'lobby',
  userName: 'Ada',
  grant: null,
  expiresIn: 3600,
  format: 'cbc',
  now: 1767225600,
  nonce: 1,
}

function withStreams(streamIds: readonly string[]): object {
  return { grant: { join: true, publish: true, streamIds } }
}

const changes: readonly object[] = [
  { appId: 0 },
  { serverSecret: '0123456789abcdef0123456789abcde' },
  { serverSecret: '0123456789abcdef0123456789abcdef0' },
  { serverSecret: '0123456789abcdef0123456789abcd\u00e9' },
  { serverSecret: '0123456789abcdef0123456789abcde\u007f' },
  { userId: '' },
  { userId: 'a'.repeat(65) },
  { userId: 'ada l' },
  { userId: 'ad\u00e4' },
  { userId: 'ada"' },
  { roomId: '' },
  { roomId: 'r'.repeat(129) },
  { roomId: 'the lobby' },
  { roomId: 'lobby#2' },
  { roomId: 'lobby\\' },
  { roomId: 'l\u00f6bby' },
  { userName: 'n'.repeat(257) },
  { userName: '\u5f20'.repeat(86) },
  { userName: 'Ada\n' },
  { userName: 'Ada\u0085' },
  { userName: 'Ada\u007f' },
  { userName: 'Ada \u202e' },
  { userName: '\u061cAda' },
  { ext: 'e'.repeat(513) },
  { ext: '\u00e9' },
  { ext: 'a\tb' },
  // Together too long for a suffix.
  { ext: '"'.repeat(512), userName: '\u5f20'.repeat(85), roomId: 'r'.repeat(128), userId: '\\'.repeat(64) },
  { expiresIn: 0 },
  { expiresIn: -1 },
  { expiresIn: 86_401 },
  { now: 253_402_300_799 },
  withStreams(Array(101).fill('s')),
  withStreams(['s'.repeat(257)]),
  withStreams(['\u5f20'.repeat(86)]),
  withStreams(Array(4).fill('s'.repeat(256))),
]

const alone: readonly object[] = [
  { grant: null },
  { payload: '{}', grant: { join: true, publish: true, streamIds: null } },
  { payload: 'lobby', roomId: undefined },
  { payload: '{"room_id":null}', roomId: undefined },
  { payload: '{"privilege":{"3":1}}', roomId: undefined },
  { payload: '{"privilege":{"1":2}}', roomId: undefined },
  { payload: '{"room_id":"a","room_id":"a"}', roomId: undefined },
  { payload: '{"lobby":1}', roomId: undefined },
  { payload: '{"room_id":"the lobby"}', roomId: undefined },
  { payload: '{"x-a":[[[1]]]}', roomId: undefined },
  { payload: `{"x-a":"${'x'.repeat(1015)}"}`, roomId: undefined },
]

export const wrongWishes: readonly Question[] = [
  ...changes.map((change) => ({ op: 'mint', in: { ...good, ...change } })),
  ...alone.map((change) => ({ op: 'mintToken04', in: { ...good, userName: undefined, ...change } })),
].map((request) => ({ request, expected: { ok: false, code: 'bad_call' } }))
