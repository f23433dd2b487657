// Verifying, inspecting and reading as a whole, on both providers, against the second reading of the specification.
import { provider as node } from '../../../src/crypto/node.ts'
import { provider as portable } from '../../../src/crypto/portable.ts'
import { inspect as inspectToken } from '../../../src/inspect.ts'
import { createKeyringWith, type Keyring } from '../../../src/keyring.ts'
import type { Pass } from '../../../src/pass.ts'
import { read as readShown } from '../../../src/read.ts'
import { verify as verifyKit, verifyToken04 } from '../../../src/verify.ts'
import { judge } from '../../../../../tools/vectors/rules.ts'
import type { Random } from '../../random.ts'
import { isRecipe, keyrings, mutateRecipe, seedRecipes, smallerRecipes, tokenOf, type Recipe } from '../recipe.ts'
import { agree, answerOf, Disagreement, wordOf, type Target } from '../target.ts'
import { mutateText } from '../text_mutators.ts'

const onNode = keyrings.map((entries) => createKeyringWith(node, entries))
const onPortable = keyrings.map((entries) => createKeyringWith(portable, entries))
const secrets = keyrings.flatMap((entries) => entries.map(({ serverSecret }) => serverSecret))

function passOf({ kind, options, ...recipe }: Recipe, token: string, keys: readonly Keyring[]): Pass {
  return (kind === 'token04' ? verifyToken04 : verifyKit)(token, keys[recipe.ring]!, options)
}

const ofRecipes = { seeds: seedRecipes, isValid: isRecipe, mutate: mutateRecipe, smaller: smallerRecipes }

export const verify: Target<Recipe> = {
  name: 'verify',
  ...ofRecipes,
  compareOneIn: 32,
  share: 0.5,
  run(recipe) {
    const answer = answerOf(() => passOf(recipe, tokenOf(recipe), onNode))
    return 'value' in answer ? `taken ${answer.value.trust} ${answer.value.format}` : answer.code
  },
  compare(recipe) {
    const token = tokenOf(recipe)
    const ours = answerOf(() => passOf(recipe, token, onNode))
    const { kind, options, ring } = recipe
    agree(
      'judged',
      ours,
      answerOf(() => judge({ kind, options, keyring: keyrings[ring]!, token })),
    )
    agree(
      'on the other provider',
      ours,
      answerOf(() => passOf(recipe, token, onPortable)),
    )
  },
}

export const inspect: Target<Recipe> = {
  name: 'inspect',
  ...ofRecipes,
  share: 0.25,
  mutate: (recipe, other, random) => {
    const mutated = mutateRecipe(recipe, other, random)
    return random.below(4) === 0 ? { ...mutated, made: damage(tokenOf(mutated), random) } : mutated
  },
  run(recipe) {
    const token = tokenOf(recipe)
    const { options, ring } = recipe
    const report = inspectToken(token, { ...options, keys: onNode[ring]! })
    const blind = inspectToken(token, options)
    for (const { ok, primary, problems } of [report, blind]) {
      agree('ok and the problems', [ok, primary], [problems.length === 0, problems[0]?.code ?? null])
    }
    const text = JSON.stringify([report, blind])
    // A secret may be what somebody wrote into the token.
    const leaked = secrets.find((secret) => text.includes(secret))
    if (leaked !== undefined && !isWritten(leaked, recipe)) throw new Disagreement('secret: it is shown')
    if (report.ok !== takes(recipe, token, report.kind))
      throw new Disagreement(`ok: ${report.ok}, but verify says otherwise`)
    return `${report.kind} ${report.primary ?? 'ok'}`
  },
}

/** Whether these words were in the vectors' tokens, sealed or not: `xxxx…` is one of the secrets there. */
function isWritten(secret: string, recipe: Recipe): boolean {
  return new Set(secret).size === 1 || JSON.stringify(recipe).includes(secret)
}

/** As `inspect` asks: whatever looks like a Token04 as one, all else as a Kit Token. */
function takes(recipe: Recipe, token: string, kind: string): boolean {
  const asked = { ...recipe, kind: kind === 'token04' ? 'token04' : 'kit-token' } as const
  return wordOf(answerOf(() => passOf(asked, token, onNode))) === 'taken'
}

/** What happens to a token on its way. */
function damage(token: string, random: Random): string {
  return random.pick([
    () => ` ${token}\n`,
    () => `"${token}"`,
    () => `Bearer ${token}`,
    () => JSON.stringify({ token }),
    () => JSON.stringify({ data: { token } }),
    () => encodeURIComponent(token.toWellFormed()),
    () => token.replaceAll('+', ' '),
    () => token.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
    () => token.slice(0, random.below(token.length)),
    () => token + token,
    () => token.replace(/.{40}/g, '$&\n'),
    () => token.replace(/^04/, '03'),
    () => `undefined#${token.split('#')[1] ?? ''}`,
    () => mutateText('', token, random),
  ])()
}

export const read: Target<Recipe> = {
  name: 'read',
  ...ofRecipes,
  share: 0.5,
  run(recipe) {
    const token = tokenOf(recipe)
    const shown = answerOf(() => readShown(token))
    const pass = answerOf(() => passOf(recipe, token, onNode))
    if ('value' in pass && pass.value.trust === 'signed' && recipe.options.accept !== 'bare') {
      const { appId, userId, roomId, userName, expiresAt } = pass.value
      if (roomId !== null && pass.value.claimed?.roomId === roomId) {
        agree('what is shown and what is signed', shown, { value: { appId, userId, roomId, userName, expiresAt } })
      }
    }
    return wordOf(shown)
  },
}
