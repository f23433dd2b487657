// A config that cannot be used: everything that is wrong with it at once, never a value.

export interface ConfigProblem {
  /** The path in the config, or the variable. */
  readonly setting: string
  readonly message: string
  /** What to do about it. */
  readonly fix: string
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly ConfigProblem[]

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(({ setting, message, fix }) => `${setting}: ${message}; ${fix}`).join('\n'))
    this.problems = Object.freeze([...problems])
  }
}
