// The config that `roompass init` writes: as an object, which is checked before anything is written, and as the text with its explanations.
import type { ApiKey, RoompassConfig } from '@roompass/server'
import { secretName } from '../app_key.ts'
import type { Wishes } from './wishes.ts'

export function configOf(
  { appId, serverSecret, identity, jwt, rooms, origins, database }: Wishes,
  key: ApiKey,
): RoompassConfig {
  return {
    apps: [{ appId, serverSecret }],
    identity: {
      apiKeys: [key],
      ...(jwt === null ? {} : { jwt: [jwt] }),
      ...(identity === 'function' ? { authenticate: async () => null } : {}),
    },
    policy: { rules: [{ name: 'known', rooms: [...rooms], publish: true }] },
    ...(origins.length === 0 ? {} : { http: { allowedOrigins: [...origins] } }),
    ...(database === null ? {} : { database }),
  }
}

export function configText({ appId, identity, jwt, rooms, origins, database }: Wishes, key: ApiKey): string {
  return `// What this Roompass server does, written by \`roompass init\`. Change it as you like: \`roompass doctor\` checks it, and the type
// RoompassConfig says what else there is.
import { readFileSync } from 'node:fs'
import { defineConfig } from '@roompass/server'

export default defineConfig({
  // The app whose Kit Tokens are made here. Whoever has its secret can be anyone: it stays in a file of its own, which only its owner
  // can read and git does not take.
  apps: [{ appId: ${appId}, serverSecret: readFileSync(new URL('${secretName}', import.meta.url), 'utf8').trim() }],

  // Who is asking. Nobody becomes somebody by saying so.
  identity: {
    // A server of yours, which proves itself with an API key and may name any user. Only the hash of the key stands here.
    apiKeys: [{ name: ${quoted(key.name)}, sha256: ${quoted(key.sha256)} }],
${identityText(identity, jwt)}  },

  // Who may enter which room. The first rule that fits decides; where none fits the answer is no.
  policy: {
    rules: [{ name: 'known', rooms: ${listText(rooms)}, publish: true }],
  },

${originsText(origins)}
${databaseText(database)}
})
`
}

function identityText(identity: Wishes['identity'], jwt: Wishes['jwt']): string {
  if (jwt !== null) {
    return `    // Your users, who come with a JWT of your identity provider. Its keys are found by OpenID Connect Discovery.
    jwt: [{ issuer: ${quoted(jwt.issuer)}, audience: ${quoted(jwt.audience)} }],
`
  }
  if (identity === 'function') {
    return `    // Your users, as your app knows them. Look the session up here; until then nobody is known this way.
    authenticate: async (request) => {
      const session = request.headers.get('cookie')
      if (session === null) return null
      // return { userId: 'ada', userName: 'Ada' }
      return null
    },
`
  }
  return `    // Your users, who come with a JWT of your identity provider:
    // jwt: [{ issuer: 'https://id.example.org/', audience: 'rooms' }],
`
}

function originsText(origins: readonly string[]): string {
  return origins.length === 0
    ? `  // Pages of other origins that may call this server. Without any: pages of its own origin alone.
  // http: { allowedOrigins: ['https://app.example.org'] },
`
    : `  // Pages of other origins that may call this server.
  http: { allowedOrigins: ${listText(origins)} },
`
}

function databaseText(database: string | null): string {
  return database === null
    ? '  // The database is the one that ROOMPASS_DATABASE or ROOMPASS_DATABASE_FILE names.'
    : `  // Who got which token, and who was revoked: a file on this machine. Servers that share a Postgres take its URL from
  // ROOMPASS_DATABASE_FILE instead of this line.
  database: ${quoted(database)},`
}

function listText(items: readonly string[]): string {
  return `[${items.map(quoted).join(', ')}]`
}

/** A literal of JavaScript, whatever is in the text. */
function quoted(text: string): string {
  return /^[^'\\\p{Cc}\u2028\u2029]*$/u.test(text) ? `'${text}'` : JSON.stringify(text)
}
