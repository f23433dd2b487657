// Rules of the config: the first one that fits decides, and where none fits the answer is no.
import { allow, refuse, type Duplicates, type PolicyDecision, type PolicyUser, type Via, type Wish } from './policy.ts'

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
  /** True: who fits is refused. */
  readonly deny?: boolean
  /** May send sound and picture. Default false. */
  readonly publish?: boolean
  /** Seconds. */
  readonly maxLifetime?: number
  /** Seats of the room. */
  readonly maxPeople?: number
  /** What happens when the user is in the room already. Default: `room.duplicates`. */
  readonly duplicates?: Duplicates
  /** True: the token opens the door once, and then only for whoever used it. Default: `tokens.once`. */
  readonly once?: boolean
}

export function applyRules(rules: readonly PolicyRule[], user: PolicyUser, wish: Wish): PolicyDecision {
  const index = rules.findIndex((rule) => fits(rule, user, wish))
  const rule = rules[index]
  if (rule === undefined) return refuse('no rule fits')
  if (rule.deny === true) return refuse(rule.name ?? `rule ${index + 1}`)
  const { publish = false, maxLifetime, maxPeople, duplicates, once } = rule
  return allow({
    publish,
    ...(maxLifetime === undefined ? {} : { maxLifetime }),
    ...(maxPeople === undefined ? {} : { maxPeople }),
    ...(duplicates === undefined ? {} : { duplicates }),
    ...(once === undefined ? {} : { once }),
  })
}

function fits(rule: PolicyRule, user: PolicyUser, wish: Wish): boolean {
  return fitsRoom(rule, wish) && fitsPattern(rule.users, user.id) && fitsProof(rule, user, wish)
}

/**
 * A token of no particular room is given to whoever may enter some room, and kept from whoever is denied all of them: which room
 * it opens is decided at the door.
 */
function fitsRoom({ rooms, deny }: PolicyRule, { roomId }: Wish): boolean {
  if (roomId === null) return rooms === undefined || deny !== true
  return fitsPattern(rooms, roomId)
}

/**
 * At the door the credential that a token was given for is not there any more, nor the role that was wished for. A token that proves
 * its room was decided on when it was made: what allowed it then is taken as still true, and the rights sealed into it bound what
 * follows. A denial needs its proof.
 */
function fitsProof({ via, claims = {}, roles, deny }: PolicyRule, user: PolicyUser, { proven, role }: Wish): boolean {
  if (user.via === 'token' && proven && deny !== true) return true
  if (roles !== undefined && (role === null || !roles.includes(role))) return false
  if (via !== undefined && !via.includes(user.via)) return false
  return Object.entries(claims).every(([name, wanted]) => hasClaim(user.claims, name, wanted))
}

function hasClaim(claims: PolicyUser['claims'], name: string, wanted: string | number | boolean): boolean {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined
  return value === wanted || (Array.isArray(value) && value.includes(wanted))
}

/** Whether one of the patterns fits; none given fits always. `*` stands for any characters. */
export function fitsPattern(patterns: string | readonly string[] | undefined, text: string): boolean {
  if (patterns === undefined) return true
  const list = typeof patterns === 'string' ? [patterns] : patterns
  return list.some((pattern) => fitsWildcard(pattern, text))
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
