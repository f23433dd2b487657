// `node bench/faults/disk.ts`: the file system of the database is filled up, and has room again, while tokens are asked for. No token without its
// record, 503 instead; and all is well again without a restart. Mounts a small file system of memory: for root on Linux. Needs `npm run build`.
import { closeSync, mkdtempSync, openSync, rmSync, statSync, unlinkSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openSqliteStore } from '@roompass/server'
import { run } from '../../apps/server/test/hosts/command.ts'
import { compareWithAudit, keepAsking, otherThan } from './asking.ts'
import { exactly, report } from './report.ts'
import { openSite } from './site.ts'

const mib = 16
const folder = mkdtempSync(join(tmpdir(), 'roompass-disk-'))
const place = join(folder, 'full')
await run('sh', ['-c', `mkdir ${place} && mount -t tmpfs -o size=${mib}m roompass-disk ${place}`])
const ballast = join(place, 'ballast')

/** Takes what room there is. */
function fill(): void {
  const file = openSync(ballast, 'a')
  try {
    for (const size of [65_536, 512]) {
      try {
        for (;;) writeSync(file, Buffer.alloc(size))
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
      }
    }
  } finally {
    closeSync(file)
  }
}

const site = await openSite({}, place)
try {
  const node = await site.start()
  const asking = keepAsking(node, 'user')
  const refused = (): number => asking.answers.get(503)?.length ?? 0
  await asking.untilGiven()
  // What was free in the log of the database lasts for a while, and what its checkpoint frees is taken again.
  for (let n = 0; n < 300 && refused() < 50; n += 1) {
    fill()
    await pause(100)
  }
  const [full, saidReady] = [refused(), await node.ready()]
  const filledMib = statSync(ballast).size / 2 ** 20
  unlinkSync(ballast)
  const roomAgainMs = await asking.untilGiven()
  const readyAtTheEnd = await node.ready()

  await asking.stop()
  const exitCode = await node.stop()
  const audit = await compareWithAudit(await openSqliteStore({ path: join(place, 'roompass.db') }), asking.given)
  report(
    'disk',
    {
      filled_mib: filledMib,
      given: asking.given.length,
      refused_while_full: full,
      given_after_room_again_ms: roomAgainMs,
      answered_otherwise: otherThan([201, 503], asking),
      said_ready_while_full: Number(saidReady),
      ready_at_the_end: Number(readyAtTheEnd),
      lost: audit.lost,
      chains_broken: audit.chainBroken,
      exit_code: exitCode ?? -1,
    },
    {
      refused_while_full: (v) => v > 0,
      given_after_room_again_ms: Number.isFinite,
      answered_otherwise: exactly(0),
      ready_at_the_end: exactly(1),
      lost: exactly(0),
      chains_broken: exactly(0),
      exit_code: exactly(0),
    },
  )
} finally {
  await site.end().catch(() => undefined)
  await run('umount', [place])
  rmSync(folder, { recursive: true, force: true })
}
