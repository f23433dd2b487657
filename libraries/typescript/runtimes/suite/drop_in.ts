// ZEGOCLOUD's own function names: what they make verifies, what they refuse has their numbers.
import type { Check, Tools } from './checks.ts'
import type { Library } from './library.ts'

const appId = 1234567890
const secret = 'Kk7!pQ2z-Wd93_bX vT5~mN8@rL1#cF6'
const payload = '{"room_id":"lobby","privilege":{"1":1,"2":0},"stream_id_list":null}'

export function dropInChecks(library: Library): readonly Check[] {
  const { createKeyring, generateToken04, verify, verifyToken04 } = library
  const keys = (): ReturnType<typeof createKeyring> => createKeyring([{ appId, serverSecret: secret }])
  return [
    part('generateToken04 makes a sealed token of so many seconds', ({ equal }) => {
      const pass = verifyToken04(generateToken04(appId, 'ada', secret, 3600), keys())
      const { trust, userId, payload: none } = pass
      equal([trust, userId, pass.appId, pass.expiresAt - pass.issuedAt, none], ['sealed', 'ada', appId, 3600, ''])
    }),
    part('generateToken04 seals the payload', ({ equal }) => {
      const pass = verifyToken04(generateToken04(appId, 'ada', secret, 60, payload), keys())
      equal([pass.payload, pass.roomId, pass.grant.publish], [payload, 'lobby', false])
      equal(verifyToken04(generateToken04(appId, 'ada', secret, 60, null), keys()).payload, '')
    }),
    ...refusalChecks(library),
    ...suffixChecks(library),
    part('generateKitTokenForTest makes a sealed token and warns once', ({ equal }) => {
      const { tokens, warnings } = warnedTokens(library)
      equal(warnings, 1)
      for (const token of tokens) equal(verify(token, keys()).trust, 'sealed')
    }),
  ]
}

/** What callers of the drop-in are told, in every kind of module. */
export function refusalChecks({ generateToken04 }: Pick<Library, 'generateToken04'>): readonly Check[] {
  return [
    refused(1, 'app 0', () => generateToken04(0, 'ada', secret, 60)),
    refused(1, 'a fraction of an app', () => generateToken04(1.5, 'ada', secret, 60)),
    refused(3, 'no user', () => generateToken04(appId, '', secret, 60)),
    refused(3, 'a user of 65 characters', () => generateToken04(appId, 'a'.repeat(65), secret, 60)),
    refused(5, 'a short secret', () => generateToken04(appId, 'ada', secret.slice(1), 60)),
    refused(5, '32 characters that are 64 bytes', () => generateToken04(appId, 'ada', 'é'.repeat(32), 60)),
    refused(6, 'a negative time', () => generateToken04(appId, 'ada', secret, -1)),
    refused(6, 'a fraction of a second', () => generateToken04(appId, 'ada', secret, 0.5)),
  ]
}

/** For servers and pages alike. */
export function suffixChecks({
  generateKitTokenForProduction,
}: Pick<Library, 'generateKitTokenForProduction'>): readonly Check[] {
  const of = (roomID: string, userID: string, userName?: string): string =>
    generateKitTokenForProduction(appId, '04abc', roomID, userID, userName)
  return [
    part('generateKitTokenForProduction makes the bytes of the web kit', ({ equal, throws }) => {
      // {"userID":"ada","roomID":"lobby","userName":"Zo%C3%AB%20%F0%9F%A6%89","appID":1234567890}
      const suffix =
        'eyJ1c2VySUQiOiJhZGEiLCJyb29tSUQiOiJsb2JieSIsInVzZXJOYW1lIjoiWm8lQzMlQUIlMjAlRjAlOUYlQTYlODkiLCJhcHBJRCI6MTIzNDU2Nzg5MH0='
      equal(of('lobby', 'ada', 'Zoë 🦉'), `04abc#${suffix}`)
      equal(atob(of('lobby', 'ada').slice(6)), '{"userID":"ada","roomID":"lobby","userName":"","appID":1234567890}')
      throws(() => of('lobby', '小明'), { name: 'TypeError' })
    }),
  ]
}

/** Two test tokens, and how often the console was warned meanwhile. */
export function warnedTokens({ generateKitTokenForTest }: Pick<Library, 'generateKitTokenForTest'>): {
  readonly tokens: readonly string[]
  readonly warnings: number
} {
  const { warn } = console
  let warnings = 0
  console.warn = () => (warnings += 1)
  try {
    const make = (): string => generateKitTokenForTest(appId, secret, 'lobby', 'ada', 'Ada')
    return { tokens: [make(), make()], warnings }
  } finally {
    console.warn = warn
  }
}

function part(name: string, run: (tools: Tools) => void): Check {
  return { part: 'drop-in', name, run }
}

function refused(errorCode: number, name: string, call: () => unknown): Check {
  return part(name, ({ throws }) => throws(call, { name: 'Token04Error', errorCode }))
}
