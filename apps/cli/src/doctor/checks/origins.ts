// Pages and proxies of the config: what is right in shape and still not what anybody wants in production.
import { isLoopback } from '@roompass/server/loopback'
import { failed, needsConfig, ok, warning, type Check, type Verdict } from '../verdict.ts'

export const origins: Check = {
  id: 'origins',
  async run({ settings }) {
    if (settings === null) return needsConfig
    const { allowedOrigins, allowCredentials, trustedProxies } = settings.http
    const verdicts = [
      ...allowedOrigins.flatMap(judgeOrigin),
      ...(allowCredentials && allowedOrigins.length === 0
        ? [warning('allowCredentials without allowedOrigins does nothing', 'name the origins, or take it out')]
        : []),
      ...(trustedProxies.some((network) => /\/0+$/.test(network))
        ? [
            failed(
              'trustedProxies holds the whole internet: everybody can say which address they have, and limits count for nobody',
              'name the addresses of your proxies alone',
            ),
          ]
        : []),
    ]
    if (verdicts.length > 0) return verdicts
    return [ok(allowedOrigins.length === 0 ? "pages of the server's own origin" : allowedOrigins.join(', '))]
  },
}

function judgeOrigin(origin: string): Verdict[] {
  const { protocol, hostname } = new URL(origin)
  if (isLoopback(hostname))
    return [warning(`${origin} is whoever runs a page on the visitor's machine`, 'take it out where users come')]
  return protocol === 'http:'
    ? [warning(`${origin} is not encrypted: browsers give such pages no camera and no microphone`, 'use https')]
    : []
}
