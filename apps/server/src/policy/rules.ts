// Rules of the config: the first one that fits decides, and where none fits the answer is no.
import { fewer } from './duplicates.ts'
import { isExcepted, openingAt, type Hours } from './hours.ts'
import { refuseFor, refuseUntil } from './reasons.ts'
import {
  allow,
  refuse,
  type Duplicates,
  type Misfit,
  type PolicyDecision,
  type PolicyUser,
  type Trace,
  type Via,
  type Wish,
} from './policy.ts'

/** One rule. It fits when everything that it names fits; what it does not name fits always. */
export interface PolicyRule {
  /** Shown in the audit when this rule refuses. Default: its number. */
  readonly name?: string
  /** Room IDs; `*` stands for any characters. */
  readonly rooms?: string | readonly string[]
  /** User IDs; `*` stands for any characters. */
  readonly users?: string | readonly string[]
  /** Roles that are wished for. */
  readonly roles?: readonly string[]
  readonly via?: readonly Via[]
  /** Claims that the credential must have: equal, or among a list that it has. */
  readonly claims?: Readonly<Record<string, string | number | boolean>>
  /** When it counts, by the clock of a place. What it grants ends when they do; a wish that only comes too early or too late is told so. */
  readonly hours?: Hours | readonly Hours[]
  /** True: who fits is refused. */
  readonly deny?: boolean
  /** May send sound and picture. Default false. */
  readonly publish?: boolean
  /** Seconds. */
  readonly maxLifetime?: number
  /** Seats of the rooms that it names, for everybody, whoever this rule is for; of several rules the first one counts. Default: `room.maxPeople`. */
  readonly maxPeople?: number
  /** What happens when the user is in the room already. Default: `room.duplicates`. */
  readonly duplicates?: Duplicates
  /** True: the token opens the door once, and then only for whoever used it. Default: `tokens.once`. */
  readonly once?: boolean
}

export function applyRules(rules: readonly PolicyRule[], user: PolicyUser, wish: Wish, trace?: Trace): PolicyDecision {
  let opensAt = Number.POSITIVE_INFINITY
  let deniedFrom = Number.POSITIVE_INFINITY
  for (const [index, rule] of rules.entries()) {
    const misfit = misfitOf(rule, user, wish)
    trace?.({ step: 'rule', number: index + 1, name: rule.name ?? null, misfit })
    if (misfit === 'hours' || misfit === 'hours.except') {
      const next = nextOpening(rule, wish)
      if (rule.deny === true) deniedFrom = Math.min(deniedFrom, next)
      else opensAt = Math.min(opensAt, next)
    }
    if (misfit !== null) continue
    if (rule.deny === true) return refuse(rule.name ?? `rule ${index + 1}`)
    const until = Math.min(deniedFrom, closing(rule, wish))
    const { publish, maxLifetime } = rule
    const { duplicates, once } = isDecided(user, wish)
      ? strictest(rules.slice(index).filter((one) => mayHaveGiven(one, user, wish)))
      : rule
    return allow({
      publish,
      maxLifetime,
      until: until === Number.POSITIVE_INFINITY ? undefined : until,
      maxPeople: seatsOf(rules, wish),
      duplicates,
      once,
    })
  }
  if (opensAt === Number.POSITIVE_INFINITY) return refuseFor('no rule fits')
  return refuseUntil(opensAt)
}

/**
 * The seats of a room are the same for everybody, whichever rule lets them in: of the rules about this room that count at this hour the first one that
 * names a number says it. Else whoever is let in by a rule for few would bring its number along; and at the door, where nobody can tell any more which
 * rule that was, everybody would.
 */
function seatsOf(rules: readonly PolicyRule[], { roomId, at }: Wish): number | undefined {
  if (roomId === null) return undefined
  const counts = ({ rooms, hours, deny }: PolicyRule): boolean =>
    deny !== true && fitsPattern(rooms, roomId) && (hours === undefined || openingAt(hours, at).open)
  return rules.find((rule) => rule.maxPeople !== undefined && counts(rule))?.maxPeople
}

/**
 * At the door nobody can tell which of several rules a token was given by: the first one that fits there may be for others, whom a credential showed
 * then. The strictest of those that it may have been counts, so that a token for one use is not used twice by the word of a rule for somebody else.
 * @param perhaps rules that fit, the one that decided first
 */
function strictest(perhaps: readonly PolicyRule[]): {
  readonly duplicates: Duplicates | undefined
  readonly once: boolean | undefined
} {
  const sure = perhaps.findIndex(({ roles, via, claims }) => (roles ?? via ?? claims) === undefined)
  const [first, ...others] = sure === -1 ? perhaps : perhaps.slice(0, sure + 1)
  return {
    duplicates: others.reduce((strict, rule) => fewer(strict, rule.duplicates), first?.duplicates),
    once: others.some(({ once }) => once === true) ? true : first?.once,
  }
}

function closing({ hours }: PolicyRule, { at }: Wish): number {
  const opening = hours === undefined ? null : openingAt(hours, at)
  return opening?.open === true ? (opening.until ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY
}

function nextOpening({ hours }: PolicyRule, { at }: Wish): number {
  const opening = hours === undefined ? null : openingAt(hours, at)
  return opening?.open === false ? (opening.opensAt ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY
}

/** Hours come last: only what fits otherwise is closed. */
function misfitOf(rule: PolicyRule, user: PolicyUser, wish: Wish): Misfit | null {
  if (!fitsRoom(rule, wish)) return 'rooms'
  if (!fitsPattern(rule.users, user.id)) return 'users'
  const unproven = unprovenOf(rule, user, wish)
  if (unproven !== null) return unproven
  if (rule.hours === undefined || openingAt(rule.hours, wish.at).open) return null
  return isExcepted(rule.hours, wish.at) ? 'hours.except' : 'hours'
}

/**
 * A token of no particular room is given to whoever may enter some room, and kept from whoever is denied all of them: which room
 * it opens is decided at the door.
 */
function fitsRoom({ rooms, deny }: PolicyRule, { roomId }: Wish): boolean {
  if (roomId === null) return rooms === undefined || deny !== true
  return fitsPattern(rooms, roomId)
}

/** Whether the token at the door is one for this very room, and so was given by one of the rules. */
function isDecided({ via }: PolicyUser, { proven }: Wish): boolean {
  return via === 'token' && proven
}

function mayHaveGiven(rule: PolicyRule, user: PolicyUser, wish: Wish): boolean {
  return rule.deny !== true && misfitOf(rule, user, wish) === null
}

/**
 * At the door the credential that a token was given for is not there any more, nor the role that was wished for. A token that proves
 * its room was decided on when it was made: what allowed it then is taken as still true, and the rights sealed into it bound what
 * follows. A denial needs its proof.
 */
function unprovenOf({ via, claims, roles, deny }: PolicyRule, user: PolicyUser, wish: Wish): Misfit | null {
  const { role } = wish
  if (isDecided(user, wish) && deny !== true) return null
  if (roles !== undefined && (role === null || !roles.includes(role))) return 'roles'
  if (via !== undefined && !via.includes(user.via)) return 'via'
  if (claims === undefined) return null
  const missing = Object.entries(claims).find(([name, wanted]) => !hasClaim(user.claims, name, wanted))
  return missing === undefined ? null : `claims.${missing[0]}`
}

function hasClaim(claims: PolicyUser['claims'], name: string, wanted: string | number | boolean): boolean {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined
  return value === wanted || (Array.isArray(value) && value.includes(wanted))
}

/** Whether one of the patterns fits; none given fits always. `*` stands for any characters. */
export function fitsPattern(patterns: string | readonly string[] | undefined, text: string): boolean {
  if (patterns === undefined || patterns === '*') return true
  if (typeof patterns === 'string') return fitsWildcard(patterns, text)
  return patterns.some((pattern) => fitsWildcard(pattern, text))
}

/** Greedy from both ends, so that no pattern takes longer than its length times that of the text. */
function fitsWildcard(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  if (rest.length === 0) return pattern === text
  const last = rest.pop() ?? ''
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false
  let at = first.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found === -1) return false
    at = found + part.length
  }
  return at <= text.length - last.length
}
