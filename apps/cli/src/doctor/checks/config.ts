// Whether the config can be used, with everything that is wrong with it; and its secret, which is judged there as well.
import { examineKeys, Unavailable, type ConfigProblem, type Settings } from '@roompass/server'
import { failed, ok, skipped, type Check, type Verdict } from '../verdict.ts'

const aboutSecret = ({ setting }: ConfigProblem): boolean => /serverSecret|SERVER_SECRET/.test(setting)
const verdictOf = ({ setting, message, fix }: ConfigProblem): Verdict => failed(`${setting}: ${message}`, fix)

export const config: Check = {
  id: 'config',
  async run({ settings, problems, source }) {
    if (settings !== null) return [ok(`${source}, app ${settings.appId}`)]
    return problems.filter((problem) => !aboutSecret(problem)).map(verdictOf)
  },
}

export const secret: Check = {
  id: 'secret',
  async run({ settings, problems }) {
    const own = problems.filter(aboutSecret)
    if (own.length > 0) return own.map(verdictOf)
    if (settings === null) return [skipped('needs a config that can be read')]
    const { length } = settings.keys.keys
    const shape = ok(`${length === 1 ? '1 key' : `${length} keys`}, each 32 characters, none a published sample`)
    return [shape, ...(await judgeStored(settings))]
  },
}

/** Where the database keeps the keys, the config has what opens them. */
async function judgeStored(settings: Settings): Promise<Verdict[]> {
  try {
    const facts = await examineKeys(settings)
    if (facts === null) return []
    if (facts.closed.length > 0) {
      const mend = 'give ROOMPASS_KEY_ENCRYPTION_KEY the key that sealed them, after a comma where there is a newer one'
      return [failed(`the database keeps keys that this config does not open: ${facts.closed.join(', ')}`, mend)]
    }
    if (facts.kept === 0) return [ok('the first start puts them into the database, sealed')]
    return [ok(`the database decides: it keeps ${facts.kept}, sealed, and each opens`)]
  } catch (error) {
    if (error instanceof Unavailable) return [skipped('the keys in the database cannot be looked at')]
    throw error
  }
}
