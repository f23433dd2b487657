// `node bench/faults/clocks.ts`: the clock of a server is set forward and back by seconds, an hour and beyond 2038, while tokens are given, renewed and shown at the
// door. No token counts for longer than it says, nobody is put out by the jump itself, and the chain holds. Needs `npm run build`.
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openSqliteStore } from '@roompass/server'
import { read } from '@roompass/token'
import { enterRaw, sayHello, type RawClient } from '../../conformance/harness/raw_client.ts'
import { mintFor } from '../../conformance/harness/tokens.ts'
import { compareWithAudit, keepAsking, otherThan } from './asking.ts'
import { openClock } from './moved_clock.ts'
import { atMost, exactly, report } from './report.ts'
import { openDoor } from './sessions.ts'
import { openSite } from './site.ts'

const [second, minute, hour] = [1000, 60_000, 3_600_000]
const longest = 86_400
const site = await openSite({ room: openDoor })
const clock = openClock(site.folder)
const node = await site.start(clock.env)
let people = 0

/** A token by the clock of the server, as another machine with the same clock would make it. */
const tokenOf = (userId: string, expiresIn: number, mintedAt = clock.now()): string =>
  mintFor(site.app, { userId, roomId: `room-${userId}`, expiresIn, mintedAt: Math.floor(mintedAt / 1000) })

/** Somebody inside, with signs of life as the kit gives them. */
async function inside(expiresIn: number): Promise<{ readonly client: RawClient; readonly quiet: () => void }> {
  people += 1
  const client = await enterRaw(node.url, tokenOf(`person-${people}`, expiresIn))
  const life = setInterval(() => client.say({ type: 'ping' }), 10 * second)
  const quiet = (): void => clearInterval(life)
  void client.closed.then(quiet)
  return { client, quiet }
}

/** The close code with which a token is refused at the door; 0 when it is taken. */
async function atTheDoor(kitToken: string): Promise<number> {
  const client = await sayHello(node.url, kitToken)
  const code = await client.first('welcome').then(
    () => 0,
    async () => (await client.closed).code,
  )
  if (code === 0) await client.leave()
  return code
}

/** Milliseconds until somebody is out; Infinity when they stay. */
const outAfter = ({ closed }: RawClient, patience: number): Promise<number> => {
  const began = performance.now()
  return Promise.race([closed.then(() => performance.now() - began), pause(patience, Infinity)])
}

try {
  const asking = keepAsking(node, 'asker', { callers: 2 })
  const stays = await Promise.all(Array.from({ length: 20 }, () => inside(20 * 3600)))
  let [tooLong, notTaken, unready, wrongCode, thrownOut] = [0, 0, 0, 0, 0]
  const whoWasOut = (): number => ended.size
  const ended = new Set<RawClient>()
  for (const { client } of stays) void client.closed.then(() => ended.add(client))

  /** What must hold whatever the clock says: a token that is given now is taken now, and ends in time. */
  const lookAround = async (): Promise<string> => {
    const { status, kitToken } = await node.ask(`looker-${(people += 1)}`)
    if (status !== 201 || (await atTheDoor(kitToken)) !== 0) notTaken += 1
    else if (read(kitToken).expiresAt * 1000 > clock.now() + longest * second) tooLong += 1
    if (!(await node.ready())) unready += 1
    return kitToken
  }

  // By seconds, as a clock is corrected: what was given a moment before still counts on both sides.
  for (const shift of [10 * second, 0, -10 * second, 0]) {
    const before = await lookAround()
    await clock.set(shift)
    if ((await atTheDoor(before)) !== 0) notTaken += 1
    await lookAround()
  }

  // An hour forward: what has run out by then is out within half a minute, and does not come in.
  const [short, renewing] = [await inside(600), await inside(600)]
  const shortToken = tokenOf('late', 600)
  await clock.set(hour)
  renewing.client.say({ type: 'renew', kitToken: tokenOf(`person-${people}`, 20 * 3600) })
  if ((await atTheDoor(shortToken)) !== 4410) wrongCode += 1
  const forwardOutMs = await outAfter(short.client, 60 * second)
  if ((await short.client.closed).code !== 4410) wrongCode += 1
  const renewed = await renewing.client.first('renewed').then(
    () => 1,
    () => 0,
  )
  await lookAround()
  // Forty seconds on: everybody has been listened for once under the new clock.
  await pause(10 * second)
  thrownOut += whoWasOut()

  // An hour back: a minute is a minute, what comes from the future waits outside, and who is silent is noticed.
  const fromTheFuture = await lookAround()
  const [brief, silent] = [await inside(20), await inside(3600)]
  silent.quiet()
  await clock.set(0)
  if ((await atTheDoor(fromTheFuture)) !== 4401) wrongCode += 1
  const revokedUser = `person-${people + 1}`
  const revoked = await inside(3600)
  const revokedToken = tokenOf(revokedUser, 3600, clock.now() - 5 * second)
  const revoking = outAfter(revoked.client, 10 * second)
  await node.revoke(revokedUser)
  const revokedOutMs = await revoking
  const [backOutMs, silentOutMs] = await Promise.all([
    outAfter(brief.client, 90 * second),
    outAfter(silent.client, 90 * second),
  ])
  await lookAround()
  thrownOut += whoWasOut()

  // Beyond 2^31 seconds, and on a leap day; whoever was inside is long over by then, and the revoked are not forgotten.
  let revokedTaken = 0
  for (const at of [Date.UTC(2038, 0, 19, 3, 14, 0), Date.UTC(2028, 1, 29, 23, 59, 50)]) {
    await clock.set(at - Date.now())
    await lookAround()
    if ((await node.ask(revokedUser)).status !== 403) revokedTaken += 1
  }
  await clock.set(0)
  await lookAround()
  if ((await atTheDoor(revokedToken)) !== 4411) revokedTaken += 1

  await asking.stop()
  const exitCode = await node.stop()
  const audit = await compareWithAudit(await openSqliteStore({ path: join(site.folder, 'roompass.db') }), asking.given)
  report(
    'clocks',
    {
      given: asking.given.length,
      not_given: otherThan([201], asking),
      given_for_too_long: tooLong,
      given_and_not_taken: notTaken,
      wrong_close_codes: wrongCode,
      thrown_out_by_a_jump: thrownOut,
      renewed_after_a_jump: renewed,
      set_forward_expired_out_s: forwardOutMs / 1000,
      set_back_20_seconds_lasted_s: backOutMs / 1000,
      set_back_silent_out_s: silentOutMs / 1000,
      set_back_revoked_out_ms: revokedOutMs,
      revoked_and_taken: revokedTaken,
      said_not_ready: unready,
      lost: audit.lost,
      chains_broken: audit.chainBroken,
      exit_code: exitCode ?? -1,
    },
    {
      not_given: exactly(0),
      given_for_too_long: exactly(0),
      given_and_not_taken: exactly(0),
      wrong_close_codes: exactly(0),
      thrown_out_by_a_jump: exactly(0),
      renewed_after_a_jump: exactly(1),
      set_forward_expired_out_s: atMost(31),
      set_back_20_seconds_lasted_s: atMost(21),
      set_back_silent_out_s: atMost((2 * minute) / 3 / second),
      set_back_revoked_out_ms: atMost(500),
      revoked_and_taken: exactly(0),
      said_not_ready: exactly(0),
      lost: exactly(0),
      chains_broken: exactly(0),
      exit_code: exactly(0),
    },
  )
} finally {
  await site.end()
}
process.exit()
