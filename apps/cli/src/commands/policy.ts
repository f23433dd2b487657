// `roompass policy explain`: what the policy of this folder's config would say to somebody, and which rule says it. Nothing is given.
import {
  examinePolicy,
  type PolicyFacts,
  type PolicyStep,
  type PolicyTerms,
  type Via,
  type Wish,
} from '@roompass/server'
import { isRoomId, isUserId } from '@roompass/token'
import { readArguments, wholeNumber } from '../arguments.ts'
import { Refusal, UsageError } from '../failures.ts'
import { loadHere } from '../load_here.ts'
import { readMoment, showMoment } from '../operator/times.ts'
import { runVerb } from '../operator/verbs.ts'
import { table } from '../table.ts'
import { printable, say, sayJson } from '../terminal.ts'

export async function runPolicy(args: readonly string[]): Promise<void> {
  await runVerb('policy', { explain }, args)
}

const options = {
  user: { type: 'string' },
  room: { type: 'string' },
  role: { type: 'string' },
  name: { type: 'string' },
  via: { type: 'string' },
  claim: { type: 'string', multiple: true },
  purpose: { type: 'string' },
  unproven: { type: 'boolean' },
  at: { type: 'string' },
  'expires-in': { type: 'string' },
  utc: { type: 'boolean' },
} as const

async function explain(args: readonly string[]): Promise<void> {
  const { values } = readArguments(args, options)
  const { user, room = null, role = null, name = null, claim = [], unproven = false, utc = false } = values
  if (user === undefined) throw new UsageError('who? --user is needed')
  // Before the policy is asked nobody gets so far with one of these.
  if (!isUserId(user)) throw new UsageError('--user must be a user ID: 1 to 64 ASCII letters, digits and punctuation')
  if (room !== null && !isRoomId(room))
    throw new UsageError('--room must be a room ID: 1 to 128 printable ASCII characters')
  const purpose = oneOf(['issue', 'admit', 'renew'], values.purpose ?? 'issue', '--purpose')
  const atDoor = purpose !== 'issue'
  if (atDoor && room === null) throw new UsageError('at the door there is a room: --room is needed')
  const via: Via = atDoor ? 'token' : oneOf(['jwt', 'app', 'api_key', 'anonymous'], values.via ?? 'jwt', '--via')
  const now = Date.now()
  const at = values.at === undefined ? now : readMoment(values.at, { option: '--at', now, towards: 'future', utc })
  const settings = await loadHere()
  const wish: Wish = {
    purpose,
    appId: settings.appId,
    roomId: room,
    proven: atDoor && !unproven,
    role: atDoor ? null : role,
    userName: name,
    expiresIn: values['expires-in'] === undefined ? null : wholeNumber(values['expires-in'], '--expires-in', 1),
    at: Math.floor(at / 1000),
  }
  const who = { id: user, name: null, via, claims: atDoor ? {} : claimsOf(claim) }
  const facts = await examinePolicy(settings, who, wish).catch((error: unknown) => {
    const message = `the function of the policy failed (${error instanceof Error ? error.name : 'no error'}): people would get policy_unavailable`
    throw new Refusal(`roompass: ${message}`, { ok: false, code: 'policy_unavailable', message })
  })
  if (values.json === true) sayJson({ ok: facts.decision.granted, ...facts })
  else say(describe(facts, utc))
  if (!facts.decision.granted) throw new Refusal('', {})
}

function oneOf<const T extends string>(known: readonly T[], text: string, option: string): T {
  const found = known.find((one) => one === text)
  if (found === undefined) throw new UsageError(`${option} must be one of ${known.join(', ')}`)
  return found
}

/** `role=teacher`; numbers, true and false are such, and a name that comes twice is a list. */
function claimsOf(pairs: readonly string[]): Record<string, unknown> {
  const all = new Map<string, (string | number | boolean)[]>()
  for (const pair of pairs) {
    const at = pair.indexOf('=')
    if (at < 1) throw new UsageError('--claim is name=value')
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
    all.set(name, [...(all.get(name) ?? []), valueOf(value)])
  }
  return Object.fromEntries([...all].map(([name, values]) => [name, values.length === 1 ? values[0] : values]))
}

function valueOf(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  return /^-?\d{1,15}$/.test(text) ? Number(text) : text
}

function describe({ steps, decision, terms }: PolicyFacts, utc: boolean): string {
  const last = terms === null || !decision.granted ? refusalOf(decision) : `Yes: ${termsOf(terms, utc)}.`
  return [...(steps.length === 0 ? [] : [table(steps.map(rowOf))]), last].join('\n')
}

function refusalOf(decision: PolicyFacts['decision']): string {
  return `No: ${decision.granted ? '' : printable(decision.reason)}.`
}

function rowOf(step: PolicyStep): string[] {
  if (step.step === 'role') {
    const may = step.publish === null ? 'is not known' : step.publish ? 'may publish' : 'may watch'
    return [`role ${printable(step.role)}`, may]
  }
  if (step.step === 'function')
    return ['function', step.decision.granted ? 'says yes' : `says no: ${printable(step.decision.reason)}`]
  const name = step.name === null ? '' : ` (${printable(step.name)})`
  return [
    `rule ${step.number}${name}`,
    step.misfit === null ? 'fits, and decides' : `does not fit: ${printable(step.misfit)}`,
  ]
}

function termsOf(
  { publish, userName, lifetime, until, maxPeople, duplicates, once }: PolicyTerms,
  utc: boolean,
): string {
  return [
    publish ? 'publish' : 'watch',
    ...(userName === null ? [] : [`as ${printable(userName)}`]),
    ...(lifetime === null ? [] : [`a token of ${lifetime} s`]),
    ...(until === null ? [] : [`nothing after ${showMoment(until * 1000, utc)}`]),
    `${maxPeople} seats`,
    `who comes twice: ${duplicates}`,
    ...(once ? ['for one use'] : []),
  ].join(', ')
}
