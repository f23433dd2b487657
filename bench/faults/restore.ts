// `node bench/faults/restore.ts [--rows 100000]`: SQLite and Postgres are backed up while tokens are given and users revoked, as docs/backup.md says, and restored into an
// empty place. The chain holds there, what was acknowledged before is there, and the revoked stay out. Needs `npm run build`.
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { openPostgresStore, openSqliteStore, verifyAudit, type Store } from '@roompass/server'
import { findProgram, run } from '../../apps/server/test/hosts/command.ts'
import { startPostgres } from '../../apps/server/test/hosts/postgres.ts'
import { mintFor } from '../../conformance/harness/tokens.ts'
import { amount } from '../amounts.ts'
import { compareWithAudit, keepAsking, otherThan } from './asking.ts'
import { percentile } from './loader.ts'
import { exactly, report } from './report.ts'
import { fill, named } from './rows.ts'
import { isAdmitted } from './sessions.ts'
import { openSite, type Site } from './site.ts'

const rows = amount('rows', 100_000)

interface Kind {
  readonly database: string
  readonly open: (database: string) => Promise<Store>
  /** @returns the database that was restored */
  readonly save: () => Promise<() => Promise<string>>
}

async function saveAndRestore(site: Site, { database, open, save }: Kind) {
  await fill(await open(database), rows)
  const node = await site.start({ ROOMPASS_DATABASE: database })
  const asking = keepAsking(node, 'user')
  const revoked = Array.from({ length: 20 }, (_, n) => `banned-${n}`)
  for (const userId of revoked) await node.revoke(userId)
  await pause(1000)
  const quiet = [...(asking.answers.get(201) ?? [])]
  const before = [...asking.given]
  const began = performance.now()
  const restore = await save()
  const saveMs = performance.now() - began
  const busy = (asking.answers.get(201) ?? []).slice(quiet.length)
  await pause(500)
  await asking.stop()
  // The machine is lost.
  await node.kill()

  const restoring = performance.now()
  const restored = await restore()
  const again = await site.start({ ROOMPASS_DATABASE: restored })
  const restoreMs = performance.now() - restoring
  let letIn = 0
  for (const userId of revoked) {
    if ((await again.ask(userId)).status === 201) letIn += 1
    if (await isAdmitted(again, mintFor(site.app, { userId, roomId: 'lobby' }))) letIn += 1
  }
  const { status } = await again.ask('newcomer')
  await again.stop()
  const { whole, head } = await verifyAudit(await open(restored)).then((found) => ({ ...found, head: headOf(found) }))
  const { lost } = await compareWithAudit(await open(restored), before)
  return {
    rows: head,
    save_s: saveMs / 1000,
    restore_s: restoreMs / 1000,
    given_while_saved_p99_ms: percentile(busy, 0.99),
    not_given: otherThan([201], asking) - (asking.answers.get(0)?.length ?? 0),
    lost_from_before: lost,
    chains_broken: Number(!whole),
    revoked_let_in: letIn,
    newcomer_status: status,
  }
}

function headOf(found: Awaited<ReturnType<typeof verifyAudit>>): number {
  return found.whole ? found.head.seq : 0
}

async function sqlite() {
  const site = await openSite()
  try {
    const [file, copy, restored] = ['roompass.db', 'backup.db', 'restored.db'].map((name) => join(site.folder, name))
    if (file === undefined || copy === undefined || restored === undefined) throw new Error('never')
    return await saveAndRestore(site, {
      database: file,
      open: (path) => openSqliteStore({ path }),
      async save() {
        const source = new DatabaseSync(file, { readOnly: true })
        await backup(source, copy)
        source.close()
        if (statSync(copy).size === 0) throw new Error('the backup is empty')
        return async () => {
          await run('cp', [copy, restored])
          return restored
        }
      },
    })
  } finally {
    await site.end()
  }
}

const program = (name: string): string => findProgram(name) ?? name

async function postgres() {
  const host = await startPostgres({ durable: true })
  const [url, empty] = [await host.database(), await host.database()]
  const site = await openSite()
  try {
    const dump = join(site.folder, 'backup.dump')
    return await saveAndRestore(site, {
      database: url,
      open: (place) => openPostgresStore({ url: place }),
      async save() {
        await run(program('pg_dump'), ['--format=custom', '--file', dump, url])
        return async () => {
          await run(program('pg_restore'), ['--exit-on-error', '--no-owner', '--dbname', empty, dump])
          return empty
        }
      },
    })
  } finally {
    await site.end()
    await host.end()
  }
}

const claims = Object.fromEntries(
  ['sqlite', 'postgres'].flatMap((name) => [
    [`${name}_not_given`, exactly(0)],
    [`${name}_lost_from_before`, exactly(0)],
    [`${name}_chains_broken`, exactly(0)],
    [`${name}_revoked_let_in`, exactly(0)],
    [`${name}_newcomer_status`, exactly(201)],
  ]),
)
report('restore', { ...named('sqlite', await sqlite()), ...named('postgres', await postgres()) }, claims)
process.exit()
