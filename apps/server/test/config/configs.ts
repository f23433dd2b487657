// Configs that work, for tests that change one thing in them.
import type { RoompassConfig } from '../../src/config/config.ts'
import { ConfigError, type ConfigProblem } from '../../src/config/problems.ts'
import { loadConfig, type ConfigSources, type Settings } from '../../src/config/settings.ts'

export const appId = 1_234_567_890
// roompass-scan-allow: made up for tests. Random once; no published sample.
export const serverSecret = 'f3a91c07d2b84e65a0c7194be8d35f62'
export const otherSecret = '7bd0e61fa2953c48b17e0d6c4fa8923e'
export const sha256 = 'ab'.repeat(32)

/** The least that a server starts with. */
export const leastConfig: RoompassConfig = {
  apps: [{ appId, serverSecret }],
  identity: { apiKeys: [{ name: 'backend', sha256 }] },
  policy: { rules: [{ rooms: '*', publish: true }] },
}

/** The same from variables alone. */
export const leastEnv = {
  ROOMPASS_APP_ID: String(appId),
  ROOMPASS_SERVER_SECRET: serverSecret,
  ROOMPASS_API_KEYS: `backend:${sha256}`,
  ROOMPASS_ROOMS: '*',
} as const

/** The least config with other sections in place of its own. Whatever a test calls a config may be none. */
export function settingsWith(sections: object = {}): Settings {
  return loadConfig({ file: { ...leastConfig, ...sections } })
}

export function problemsOf(sources: {
  readonly file?: unknown
  readonly env?: ConfigSources['env']
}): readonly ConfigProblem[] {
  try {
    // What a file exports is unknown until it is checked.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
    loadConfig(sources as ConfigSources)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

/** `setting: message`, as the lines of a refusal begin. */
export function linesOf(sources: Parameters<typeof problemsOf>[0]): string[] {
  return problemsOf(sources).map(({ setting, message }) => `${setting}: ${message}`)
}

/** What is wrong with the least config when sections take the place of its own. */
export function faults(sections: object): string[] {
  return linesOf({ file: { ...leastConfig, ...sections } })
}
