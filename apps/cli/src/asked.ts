// The options by which verify and inspect ask for more than a token that is good: `--accept`, `--room`, `--user`.
import type { Trust, VerifyOptions } from '@roompass/token'
import { UsageError } from './failures.ts'

export const askedOptions = {
  accept: { type: 'string' },
  room: { type: 'string' },
  user: { type: 'string' },
} as const

const levels: readonly Trust[] = ['signed', 'sealed', 'bare']

/** @throws UsageError when `--accept` is no level of trust */
export function readAsked(values: {
  readonly accept?: string | undefined
  readonly room?: string | undefined
  readonly user?: string | undefined
}): VerifyOptions {
  const accept = levels.find((level) => level === (values.accept ?? 'sealed'))
  if (accept === undefined) throw new UsageError('--accept must be signed, sealed or bare')
  return {
    accept,
    ...(values.room === undefined ? {} : { roomId: values.room }),
    ...(values.user === undefined ? {} : { userId: values.user }),
  }
}
