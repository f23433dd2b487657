// How far this machine's clock is off, by the Date of an HTTP answer: tokens begin and end by it.
import { failed, ok, skipped, warning, type Check, type Surroundings, type Verdict } from '../verdict.ts'

/** Seconds: beyond the first, expiries are noticed early or late; beyond the second, JWTs of a right clock are refused. */
const [noticeable, harmful] = [1, 5]

export const clock: Check = {
  id: 'clock',
  async run(surroundings, signal) {
    const url = urlOf(surroundings)
    if (url === null) {
      return [skipped('nobody to ask: no identity provider over https; --time-url names a server whose time is right')]
    }
    return [await judge(url, signal)]
  },
}

/** A provider on this machine has the same clock. */
function urlOf({ timeUrl, settings }: Surroundings): string | null {
  if (timeUrl !== null) return timeUrl
  const places = (settings?.identity.jwt ?? []).map(({ jwksUrl, issuer }) => jwksUrl ?? issuer)
  return places.find((place) => place.startsWith('https://')) ?? null
}

async function judge(url: string, signal: AbortSignal): Promise<Verdict> {
  const { host } = new URL(url)
  const before = Date.now()
  let date: number
  try {
    const response = await fetch(url, { method: 'HEAD', redirect: 'manual', signal })
    date = Date.parse(response.headers.get('date') ?? '')
  } catch {
    return warning(`${host} cannot be asked for the time`, 'look at the way there, or name another server: --time-url')
  }
  if (Number.isNaN(date)) return warning(`${host} does not say the time`, 'name another server: --time-url')
  return verdictOf(offsetOf(before, Date.now(), date), host)
}

/**
 * Seconds that this clock is surely off: positive when it is ahead. The answer was made between `before` and `after`, at a moment within the
 * second that begins with `date`; all three in milliseconds.
 */
export function offsetOf(before: number, after: number, date: number): number {
  if (before > date + 1000) return (before - date - 1000) / 1000
  return after < date ? (after - date) / 1000 : 0
}

function verdictOf(offset: number, host: string): Verdict {
  const size = Math.abs(offset)
  if (size <= noticeable) return ok(`as ${host} has it, to the second`)
  const message = `${size.toFixed(1)} s ${offset > 0 ? 'ahead of' : 'behind'} ${host}`
  const mend = 'let the machine keep its time: timedatectl set-ntp true'
  return size > harmful ? failed(message, mend) : warning(message, mend)
}
