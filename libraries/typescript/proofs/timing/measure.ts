// Times single refusals. Whose turn it is is drawn anew each time, so that what disturbs the machine disturbs all.
import { provider } from '../../src/crypto/node.ts'
import { createKeyringWith } from '../../src/keyring.ts'
import { verifyToken04 } from '../../src/verify.ts'
import { seeded } from '../random.ts'
import { keyring, options, type Pair } from './pairs.ts'

export interface Measured {
  readonly inside: string
  /** Nanoseconds, each. */
  readonly right: Float64Array
  readonly wrong: Float64Array
}

const warmUp = 20_000

export function measure(pairs: readonly Pair[], tries: number): readonly Measured[] {
  const keys = createKeyringWith(provider, keyring)
  const random = seeded(1)
  const measured = pairs.map(({ inside }) => ({
    inside,
    right: new Float64Array(tries),
    wrong: new Float64Array(tries),
  }))
  const turns = pairs.flatMap(({ right, wrong }, i) => [
    { tokens: right, times: measured[i]!.right, count: -warmUp },
    { tokens: wrong, times: measured[i]!.wrong, count: -warmUp },
  ])
  while (turns.some(({ count }) => count < tries)) {
    const turn = random.pick(turns)
    const token = random.pick(turn.tokens)
    // Before the beginning and beyond the end of an array nothing is written.
    turn.times[turn.count++] = timeOf(() => verifyToken04(token, keys, options))
  }
  return measured
}

function timeOf(check: () => unknown): number {
  const start = process.hrtime.bigint()
  try {
    check()
  } catch (error) {
    const time = Number(process.hrtime.bigint() - start)
    if (error instanceof Error && 'code' in error && error.code === 'token_undecryptable') return time
    throw error
  }
  throw new Error('it opened')
}
