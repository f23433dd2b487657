// Whether the config can be used, with everything that is wrong with it; and its secret, which is judged there as well.
import type { ConfigProblem } from '@roompass/server'
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
    const { keys } = settings.keys
    return [ok(`${keys.length === 1 ? '1 key' : `${keys.length} keys`}, each 32 characters, none a published sample`)]
  },
}
