// The two ways in which a command ends badly. Their texts are shown as they stand, so nothing secret may be in them.

/** The command was called wrongly; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The command was understood and the answer is no; exit code 1. `details` is what `--json` prints. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly details: Readonly<Record<string, unknown>>

  constructor(message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.details = details
  }
}
