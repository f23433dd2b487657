// Patience for tests with real sockets, disks and processes: on a busy machine things take their time, and none of that is a failure.
import { expect, vi } from 'vitest'

/** For every test of the file that calls it. */
export function bePatient(): void {
  vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })
}

/** What is read again until it is as expected; for ten seconds. */
export const eventually: typeof expect.poll = (read, options = {}) => expect.poll(read, { timeout: 10_000, ...options })

/** Milliseconds until it resolves. */
export async function timeOf(promise: Promise<unknown>): Promise<number> {
  const started = performance.now()
  await promise
  return performance.now() - started
}
