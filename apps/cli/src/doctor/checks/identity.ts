// Who is asking: whether the keys of each issuer can be had and used; what is known without them is only named.
import { examineIssuer, Unavailable, type Settings } from '@roompass/server'
import { failed, needsConfig, ok, warning, type Check, type Verdict } from '../verdict.ts'

export const identity: Check = {
  id: 'identity',
  async run({ settings }, signal) {
    if (settings === null) return needsConfig
    const { jwt, apiKeys, authenticate } = settings.identity
    const issuers = await Promise.all(jwt.map((issuer) => judge(issuer, signal)))
    return [
      ...issuers.flat(),
      ...(apiKeys.length === 0 ? [] : [ok(`API keys: ${apiKeys.map(({ name }) => name).join(', ')}`)]),
      ...(authenticate === null ? [] : [ok('users as the function of the config knows them')]),
    ]
  },
}

async function judge(issuer: Settings['identity']['jwt'][number], signal: AbortSignal): Promise<Verdict[]> {
  const name = issuer.issuer
  try {
    const facts = await examineIssuer(issuer, signal)
    if (facts === null) return [ok(`${name}: its key is in the config`)]
    const { keys, algorithms, unusable } = facts
    if (algorithms.length === 0) {
      const why = keys === 0 ? 'it publishes none' : `its keys are ${unusable.join('; ')}`
      return [
        failed(
          `${name}: no key that counts: ${why}`,
          'let the provider sign with RS256, ES256 or EdDSA, or correct `algorithms`',
        ),
      ]
    }
    const good = ok(`${name}: ${keys} ${keys === 1 ? 'key' : 'keys'}, for ${algorithms.join(', ')}`)
    const unfit = (issuer.algorithms ?? []).filter((one) => !algorithms.includes(one))
    return unfit.length === 0
      ? [good]
      : [
          good,
          warning(`${name}: has no key for ${unfit.join(', ')}`, 'take from `algorithms` what it does not sign with'),
        ]
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error
    return [
      failed(
        `${name}: its keys cannot be had: ${error.message}`,
        'correct `issuer` or `jwksUrl`, or the way from this machine to the provider; until then nobody gets in with its JWTs',
      ),
    ]
  }
}
