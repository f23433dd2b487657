// When a running command ends: at a signal with 0, or with 1 when something broke that nobody had thought of. Both drain first.
import type { Log } from '@roompass/server'

export interface EndingParts {
  /** The orderly end. */
  readonly drain: () => Promise<void>
  /** Milliseconds that it may take. */
  readonly patienceMs: number
  readonly log: Log
  /** Whether a second signal ends it at once. Default true. */
  readonly impatient?: boolean
}

const endAtOnce = (): void => process.exit(0)

/**
 * Until `endInOrder` takes over, a signal ends the process at once: nothing has begun. Without it the first process of a container, for which
 * signals do nothing by themselves, would go on starting and be killed later.
 */
export function hearSignals(): void {
  process.on('SIGTERM', endAtOnce)
  process.on('SIGINT', endAtOnce)
}

/**
 * At the first SIGTERM or SIGINT drains and ends the process with 0; at the second, or when it takes too long, ends it at once with 1.
 * An error that nobody caught is logged, and ends it in the same order with 1: what it left behind is not to be trusted.
 * @returns what the first signal does, for whoever else may end it
 */
export function endInOrder({ drain, patienceMs, log, impatient = true }: EndingParts): () => void {
  let code: number | null = null
  const end = (with_: number): void => {
    code = with_
    setTimeout(() => process.exit(1), patienceMs).unref()
    drain().then(
      () => process.exit(code ?? 1),
      (error: unknown) => {
        log.error('drain_failed', { error: plainly(error) })
        process.exit(1)
      },
    )
  }
  const begin = (): void => {
    if (code === null) end(0)
  }
  const signalled = (): void => {
    if (code !== null && impatient) process.exit(1)
    begin()
  }
  const broken = (error: unknown): void => {
    log.error('process_failed', { error: plainly(error) })
    if (code === null) end(1)
    else code = 1
  }
  process.off('SIGTERM', endAtOnce)
  process.off('SIGINT', endAtOnce)
  process.on('SIGTERM', signalled)
  process.on('SIGINT', signalled)
  process.on('uncaughtException', broken)
  process.on('unhandledRejection', broken)
  return begin
}

/** The log writes an error without what it says, which may quote anything. */
function plainly(error: unknown): Error | string {
  return error instanceof Error ? error : 'something that is no error'
}
