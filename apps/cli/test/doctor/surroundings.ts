// What a check is given in its tests: a config of the test's own, in a folder of its own.
import { createApiKey, loadConfig, type RoompassConfig } from '@roompass/server'
import type { Check, Surroundings, Verdict } from '../../src/doctor/verdict.ts'
import { app } from '../run.ts'

const { entry } = createApiKey('backend')

export const base: RoompassConfig = {
  apps: [{ appId: Number(app['ROOMPASS_APP_ID']), serverSecret: app['ROOMPASS_SERVER_SECRET'] }],
  identity: { apiKeys: [entry] },
  policy: { rules: [{ rooms: '*', publish: true }] },
  database: ':memory:',
}

export function surroundings(config: RoompassConfig = {}, others: Partial<Surroundings> = {}): Surroundings {
  return {
    env: {},
    folder: '/nowhere',
    source: 'roompass.config.ts',
    settings: loadConfig({ file: { ...base, ...config } }),
    problems: [],
    at: { host: '127.0.0.1', port: 0 },
    timeUrl: null,
    ...others,
  }
}

/** What a check says, as `state message | mend`. */
export async function said(check: Check, given: Surroundings, patienceMs = 20_000): Promise<string[]> {
  const verdicts = await check.run(given, AbortSignal.timeout(patienceMs))
  return verdicts.map(({ state, message, mend }: Verdict) => [`${state} ${message}`, mend ?? []].flat().join(' | '))
}
