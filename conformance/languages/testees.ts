// Which languages there are, and how the testee of each is started. The only place that knows.

export interface Start {
  /** As the testee itself answers to `about`. */
  readonly language: string
  /** For people. */
  readonly title: string
  readonly command: string
  readonly args: readonly string[]
  /** From the root of the repository; the testee is started there. */
  readonly folder: string
  /** What builds it. */
  readonly madeBy: string
}

function library(language: string, title: string, [command, ...args]: readonly [string, ...string[]]): Start {
  const folder = `libraries/${language}`
  return { language, title, command, args, folder, madeBy: `${folder}/test.sh` }
}

/** In the order of the table. */
const starts: readonly Start[] = [
  { ...library('typescript', 'TypeScript', [process.execPath, '--conditions=source', 'testee.ts']), madeBy: 'npm ci' },
  library('go', 'Go', ['go', 'run', './cmd/testee']),
  library('cpp', 'C++', ['build/release/testee/roompass_testee']),
  library('java', 'Java', [
    'java',
    '-XX:+UseSerialGC',
    '-cp',
    'target/classes:target/test-classes',
    'io.roompass.token.testee.Testee',
  ]),
  library('python', 'Python', ['.venv/bin/python', 'testee.py']),
  library('php', 'PHP', ['php', 'testee.php']),
  library('dotnet', '.NET', ['mono', 'bin/Roompass.Testee.exe']),
]

/** Those of them that are wanted; all when none is named. Throws a RangeError for a language that is none. */
export function startsOf(languages: readonly string[]): readonly Start[] {
  const unknown = languages.find((name) => !starts.some(({ language }) => language === name))
  if (unknown !== undefined) throw new RangeError(`there is no language "${unknown}"`)
  return starts.filter(({ language }) => languages.length === 0 || languages.includes(language))
}
