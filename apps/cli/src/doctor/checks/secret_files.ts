// Files with secrets in them: that others cannot read them, and that none is written into the config itself.
import { stat, readFile } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { secretName } from '../../app_key.ts'
import { configNames } from '../../config_file.ts'
import { detect } from '../../scan/detect/detect.ts'
import { placeOf } from '../../scan/place.ts'
import { failed, ok, skipped, warning, type Check, type Surroundings, type Verdict } from '../verdict.ts'

export const secretFiles: Check = {
  id: 'secret files',
  async run(surroundings) {
    const judged = await Promise.all(filesOf(surroundings).map((path) => judgeFile(surroundings.folder, path)))
    const written = await Promise.all(configNames.map((name) => judgeConfig(surroundings.folder, name)))
    const verdicts = [...judged, ...written].filter((verdict) => verdict !== null)
    return verdicts.length === 0 ? [skipped('no file here holds a secret')] : verdicts
  },
}

function filesOf({ env, settings }: Surroundings): string[] {
  const named = Object.entries(env).flatMap(([name, path]) =>
    name.startsWith('ROOMPASS_') && name.endsWith('_FILE') && path ? [path] : [],
  )
  const database = settings === null || /^\w+:/.test(settings.database) ? [] : [settings.database]
  return [...new Set([...named, secretName, '.roompass/app.json', ...database])]
}

/** Where containers get their secrets: the file's rights are the platform's, and nobody else is in there. */
const mounted = /^(?:\/var)?\/run\/secrets\//

async function judgeFile(folder: string, path: string): Promise<Verdict | null> {
  const place = isAbsolute(path) ? path : join(folder, path)
  const found = await stat(place).catch(() => null)
  // What a variable names and is not there is a problem of the config.
  if (found === null || process.platform === 'win32') return null
  const mode = found.mode & 0o777
  const shown = `${path} (${mode.toString(8).padStart(3, '0')})`
  if (mounted.test(place)) return ok(`${shown}, mounted`)
  const mend = `chmod 600 ${path}`
  if ((mode & 0o007) !== 0) return failed(`${shown} can be read or changed by everybody on this machine`, mend)
  if ((mode & 0o020) !== 0) return failed(`${shown} can be changed by its group`, mend)
  if ((mode & 0o040) !== 0)
    return warning(`${shown} can be read by its group`, `${mend}, unless the group is the server's own`)
  return ok(`${shown}, for its owner alone`)
}

async function judgeConfig(folder: string, name: string): Promise<Verdict | null> {
  const text = await readFile(join(folder, name), 'utf8').catch(() => null)
  if (text === null) return null
  const [spot] = detect(text, placeOf(name), []).spots.filter(({ rule }) => rule === 'server-secret-literal')
  if (spot === undefined) return null
  const line = text.slice(0, spot.at).split('\n').length
  return failed(
    `${name}:${line} has a ServerSecret written into it`,
    `put it into a file of its own (mode 600), name that in .gitignore, and read it there: readFileSync(…, 'utf8').trim()`,
  )
}
