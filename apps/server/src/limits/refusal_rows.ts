// How many rows refusals at the door may write into the audit: anybody can be refused, as often as they like.
import { widerNetworkOf } from '../network.ts'
import type { LocalLimiter, Rate } from './limiter.ts'

/** By network, and for the networks of an IPv6 /48 together, which may be one household. */
export function createRefusalRows(limiter: (rate: Rate) => LocalLimiter): Pick<LocalLimiter, 'take'> {
  const own = limiter({ name: 'refusals', perMinute: 60 })
  const wider = limiter({ name: 'refusals-wider', perMinute: 600 })
  return {
    take(network) {
      const wait = own.take(network)
      const wide = widerNetworkOf(network)
      return wait > 0 || wide === null ? wait : wider.take(wide)
    },
  }
}
