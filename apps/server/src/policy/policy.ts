// What the policy is asked and what it answers. Whoever asks (issue, admission) carries the answer out; nobody else decides.
/** How somebody proved who they are. `token`: at the door, by a Kit Token. */
export type Via = 'jwt' | 'app' | 'api_key' | 'anonymous' | 'token'

/** Who wants something. */
export interface PolicyUser {
  readonly id: string
  /** The name that their credential carries; null where it carries none. */
  readonly name: string | null
  readonly via: Via
  /** What else the credential says, e.g. the claims of a JWT. Empty at the door: a Kit Token carries none. */
  readonly claims: Readonly<Record<string, unknown>>
}

/** What they want. Each field is a wish: the policy may grant, cut or refuse it. */
export interface Wish {
  /** `issue`: a token is asked for. `admit`: a connection with a valid one stands at the door. `renew`: it wants to stay. */
  readonly purpose: 'issue' | 'admit' | 'renew'
  readonly appId: number
  /** Null for a token of no particular room: then the door asks again, for the room that is to be entered. */
  readonly roomId: string | null
  /** Whether the token at the door proves that its maker meant this room. Always false when a token is asked for. */
  readonly proven: boolean
  /** `host`, `cohost`, `audience` or a role of the config; null for none in particular. */
  readonly role: string | null
  readonly userName: string | null
  /** Seconds; null for no particular lifetime, and at the door. */
  readonly expiresIn: number | null
  /** Now, in Unix seconds. */
  readonly at: number
}

export interface Granted {
  readonly granted: true
  /** Whether sound and picture may be sent. */
  readonly publish: boolean
  /** The name to show, instead of the one wished for. */
  readonly userName?: string
  /** The longest lifetime of a token, in seconds. */
  readonly maxLifetime?: number
  /** Unix seconds: neither a token nor a stay lasts beyond it. */
  readonly until?: number
  /** Seats of this room. */
  readonly maxPeople?: number
  /** What happens when this user is in the room already. Default: what the config says. */
  readonly duplicates?: Duplicates
  /** Whether the token opens the door once, and then only for whoever used it. Default: what the config says. */
  readonly once?: boolean
}

/** `oldest`: a second connection of the same user is refused. `newest`: it ends the first. A number: so many may be inside. */
export type Duplicates = 'oldest' | 'newest' | number

export interface Refused {
  readonly granted: false
  /** For the audit and for whoever asked for the token: short, without personal data. */
  readonly reason: string
}

export type PolicyDecision = Granted | Refused

/** A step on the way to a decision, for whoever wants to know why. */
export type PolicyStep =
  | { readonly step: 'role'; readonly role: string; readonly publish: boolean | null }
  | { readonly step: 'rule'; readonly number: number; readonly name: string | null; readonly misfit: Misfit | null }
  | { readonly step: 'function'; readonly decision: PolicyDecision }

/** The first member of a rule that does not fit. `hours.except`: it would be open if the day were like others. */
export type Misfit = 'rooms' | 'users' | 'roles' | 'via' | `claims.${string}` | 'hours' | 'hours.except'

/** Hears each step as it is taken; it changes nothing. */
export type Trace = (step: PolicyStep) => void

/** The application's own function. It may narrow what the rules grant; without rules it decides alone. It has five seconds. */
export type DecideFunction = (user: PolicyUser, wish: Wish) => PolicyDecision | Promise<PolicyDecision>

/** Says yes. `publish` is false unless it is given; what is not given or undefined is not said. */
export function allow({
  publish = false,
  userName,
  maxLifetime,
  until,
  maxPeople,
  duplicates,
  once,
}: Terms = {}): Granted {
  const yes: { -readonly [Name in keyof Granted]: Granted[Name] } = { granted: true, publish }
  if (userName !== undefined) yes.userName = userName
  if (maxLifetime !== undefined) yes.maxLifetime = maxLifetime
  if (until !== undefined) yes.until = until
  if (maxPeople !== undefined) yes.maxPeople = maxPeople
  if (duplicates !== undefined) yes.duplicates = duplicates
  if (once !== undefined) yes.once = once
  return yes
}

type Terms = { readonly [Name in Exclude<keyof Granted, 'granted'>]?: Granted[Name] | undefined }

/** Says no, and why. */
export function refuse(reason: string): Refused {
  return { granted: false, reason }
}
