// What a page does with the library: reading, explaining, joining with the suffix; whatever needs the secret refuses.
import type { Check } from './checks.ts'
import { keylessChecks } from './diagnosis.ts'
import { suffixChecks, warnedTokens } from './drop_in.ts'
import type { Library } from './library.ts'
import type { MintVector, Vectors } from './vectors.ts'

const onServersOnly = ['createKeyring', 'mint', 'mintToken04', 'verify', 'verifyToken04', 'generateToken04'] as const

export function pageChecks(
  library: Library,
  { mint, diagnosis }: Pick<Vectors, 'mint' | 'diagnosis'>,
): readonly Check[] {
  return [
    ...onServersOnly.map((name) => ({
      part: 'refusals',
      name,
      run: ({ throws }: Parameters<Check['run']>[0]) => {
        const message = `${name} needs the ServerSecret, which must never be in a page: call it on a server`
        throws(() => Reflect.apply(library[name], undefined, []), { name: 'TypeError', message })
      },
    })),
    ...mint.tests.map((vector) => readCheck(library, vector)),
    ...keylessChecks(library, diagnosis.tests),
    ...suffixChecks(library),
    {
      part: 'drop-in',
      name: 'generateKitTokenForTest makes tokens that can be read, and warns once',
      run({ equal }) {
        const { tokens, warnings } = warnedTokens(library)
        equal(warnings, 1)
        for (const token of tokens) {
          const { userId, roomId, userName } = library.read(token)
          equal({ userId, roomId, userName }, { userId: 'ada', roomId: 'lobby', userName: 'Ada' })
        }
      },
    },
  ]
}

function readCheck({ read, inspect }: Library, vector: MintVector): Check {
  return {
    part: 'read',
    name: vector.id,
    run({ equal }) {
      const { appId, userId, roomId, userName, now, expiresIn } = vector.in
      equal(read(vector.kitToken), { appId, userId, roomId, userName, expiresAt: now + expiresIn })
      equal(inspect(vector.kitToken, { now }).kind, 'kit-token')
    },
  }
}
