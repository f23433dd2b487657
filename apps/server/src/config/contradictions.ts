// What settings say together that each alone may say. The shape of each is in schema.ts.
import { isWeakServerSecret } from '@roompass/token'
import { askingPaths } from '../http/asking.ts'
import { dialectFor } from '../http/dialects/table.ts'
import { straysOf } from '../identity/routes.ts'
import { keyOfText } from '../keys/sealing.ts'
import type { AppConfig, RoompassConfig } from './config.ts'
import type { Variable } from './environment.ts'
import type { ConfigProblem } from './problems.ts'
import { settingAt } from './wording.ts'

/** @param sections those that can be judged: what is wrong in itself is not complained of twice */
export function contradictions(
  { apps = [], keys = {}, identity = {}, policy = {}, tokens = {}, http = {}, livekit }: RoompassConfig,
  sections: (name: keyof RoompassConfig) => boolean,
  sources: ReadonlyMap<string, Variable>,
): ConfigProblem[] {
  return [
    ...(sections('apps') ? [...secretProblems(apps, sources), ...ringProblems(apps)] : []),
    ...(sections('keys') ? encryptionProblems(keys, sources) : []),
    ...(sections('identity') ? identityProblems(identity) : []),
    ...(sections('policy') ? policyProblems(policy) : []),
    ...(sections('http') ? dialectProblems(http) : []),
    ...(sections('identity') && sections('http') ? routeProblems(identity, http, livekit !== undefined) : []),
    ...(sections('tokens') ? lifetimeProblems(tokens) : []),
  ]
}

function secretProblems(apps: readonly AppConfig[], sources: ReadonlyMap<string, Variable>): ConfigProblem[] {
  return apps.flatMap(({ appId, serverSecret }, i) => {
    const problems: ConfigProblem[] = []
    if (appId !== apps[0]?.appId)
      problems.push({ setting: `apps[${i}].appId`, message: 'is another app', fix: 'run one server for each app' })
    if (isWeakServerSecret(serverSecret)) {
      problems.push({
        setting: settingAt(`apps[${i}].serverSecret`, sources),
        message: 'is a published sample or has too few different characters',
        fix: 'use the secret of your app, or make one: openssl rand -hex 16',
      })
    }
    return problems
  })
}

function ringProblems(apps: readonly AppConfig[]): ConfigProblem[] {
  if (apps.length === 0)
    return ringProblem('there is no app', 'set ROOMPASS_APP_ID and ROOMPASS_SERVER_SECRET_FILE, or apps in the config')
  const active = apps.filter(({ state = 'active' }) => state === 'active').length
  if (active !== 1)
    return ringProblem(`has ${active} active secrets`, 'mark one as active, the others as next or previous')
  if (apps.length > 4) return ringProblem('has more than four secrets', 'remove those whose tokens have expired')
  return hasTwins(apps.map(({ serverSecret }) => serverSecret))
    ? ringProblem('has a secret twice', 'keep one of the two')
    : []
}

function ringProblem(message: string, fix: string): ConfigProblem[] {
  return [{ setting: 'apps', message, fix }]
}

function encryptionProblems(
  { encryptionKey = [] }: NonNullable<RoompassConfig['keys']>,
  sources: ReadonlyMap<string, Variable>,
): ConfigProblem[] {
  const plain = [encryptionKey].flat().some((text) => new Set(keyOfText(text)).size < 8)
  if (!plain) return []
  const setting = settingAt('keys.encryptionKey', sources)
  return [{ setting, message: 'has too few different bytes', fix: 'make one: openssl rand -hex 32' }]
}

function identityProblems(identity: NonNullable<RoompassConfig['identity']>): ConfigProblem[] {
  const { jwt = [], apiKeys = [], authenticate, routes = {} } = identity
  const problems: ConfigProblem[] = []
  if (jwt.length === 0 && apiKeys.length === 0 && authenticate === undefined) {
    problems.push({
      setting: 'identity',
      message: 'nothing says how users are known, so anyone could be anyone',
      fix: 'set identity.jwt, identity.apiKeys or identity.authenticate (or ROOMPASS_JWT_ISSUER, ROOMPASS_API_KEYS); to try things out run `roompass dev`',
    })
  }
  if (hasTwins(jwt.map(({ issuer }) => issuer)))
    problems.push({ setting: 'identity.jwt', message: 'has an issuer twice', fix: 'keep one of the two' })
  if (jwt.filter(({ userIds }) => userIds === 'subject').length > 1) {
    const message = 'has two issuers whose subjects are user IDs, so that one could name people of the other'
    problems.push({ setting: 'identity.jwt', message, fix: "keep userIds: 'subject' for one of them" })
  }
  if (hasTwins(apiKeys.map(({ name }) => name)))
    problems.push({ setting: 'identity.apiKeys', message: 'has a name twice', fix: 'give each key its own name' })
  for (const [path, names = []] of Object.entries(routes)) {
    const missing = names.filter((name) => [identity[name] ?? []].flat().length === 0)
    if (missing.length > 0) {
      const message = `counts on ${missing.join(' and ')}, which identity does not have`
      problems.push({ setting: `identity.routes.${path}`, message, fix: 'set it, or leave it out here' })
    }
  }
  return problems
}

/** A word on a path at which nobody is asked would do nothing. */
function routeProblems(
  { routes = {} }: NonNullable<RoompassConfig['identity']>,
  { dialects = [] }: NonNullable<RoompassConfig['http']>,
  livekit: boolean,
): ConfigProblem[] {
  const asking = askingPaths({ dialects: dialects.map(dialectFor), livekit })
  return straysOf(routes, asking).map((path) => ({
    setting: `identity.routes.${path}`,
    message: 'is no route that asks who is asking',
    fix: `correct it or remove it; those that ask are ${asking.join(', ')}`,
  }))
}

function policyProblems({ rules, decide }: NonNullable<RoompassConfig['policy']>): ConfigProblem[] {
  if (rules !== undefined || decide !== undefined) return []
  return [
    {
      setting: 'policy',
      message: 'nothing says who may enter which room',
      fix: "set policy.rules, for example [{ rooms: '*', publish: true }], or policy.decide (or ROOMPASS_ROOMS)",
    },
  ]
}

function dialectProblems({ dialects = [] }: NonNullable<RoompassConfig['http']>): ConfigProblem[] {
  const places = dialects.map(dialectFor).map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`)
  return places.flatMap((place, i) => {
    const first = places.indexOf(place)
    if (first === i) return []
    const fix = 'keep one of the two, or give one a path of its own'
    return [{ setting: `http.dialects[${i}]`, message: `is at the path of http.dialects[${first}]`, fix }]
  })
}

function lifetimeProblems({ defaultLifetime = 0, maxLifetime = 86_400 }: NonNullable<RoompassConfig['tokens']>) {
  return defaultLifetime > maxLifetime
    ? [{ setting: 'tokens.defaultLifetime', message: 'is longer than maxLifetime', fix: 'lower it' }]
    : []
}

function hasTwins(values: readonly string[]): boolean {
  return new Set(values).size < values.length
}
