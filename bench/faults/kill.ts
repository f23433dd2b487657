// `node bench/faults/kill.ts [--kills 200]`: kill -9 while tokens are issued and users revoked, half of them on SQLite and half on Postgres. What was
// acknowledged is in the audit, the database is sound, the chain holds, and the next server is ready soon. Needs `npm run build`.
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { openPostgresStore, openSqliteStore, verifyAudit, type Store } from '@roompass/server'
import { hasPostgres, startPostgres } from '../../apps/server/test/hosts/postgres.ts'
import { amount } from '../amounts.ts'
import { percentile } from './loader.ts'
import { atMost, exactly, report } from './report.ts'
import { openSite } from './site.ts'

const kills = amount('kills', 200)
const askers = 6

interface Outcome {
  readonly acknowledged: number
  readonly lost: number
  readonly broken: number
  readonly readyMs: readonly number[]
}

/** @param sound whether the database itself finds nothing wrong */
async function killing(
  database: string | null,
  open: (folder: string) => Promise<Store>,
  sound: (folder: string) => boolean,
) {
  const site = await openSite(database === null ? {} : { database })
  const acknowledged: string[] = []
  const readyMs: number[] = []
  try {
    for (let round = 0; round < Math.ceil(kills / (hasPostgres ? 2 : 1)); round += 1) {
      const node = await site.start()
      readyMs.push(node.readyMs)
      const over = new AbortController()
      const asking = Array.from({ length: askers }, async (_, i) => {
        for (let n = 0; !over.signal.aborted; n += 1) {
          const name = `user-${round}-${i}-${n}`
          if (i > 0) {
            if ((await node.ask(name)).status === 201) acknowledged.push(`token.issued ${name}`)
          } else if ((await node.revoke(name).catch(() => 0)) === 201) acknowledged.push(`revocation.made ${name}`)
        }
      })
      await pause(20 + Math.random() * 480)
      await node.kill()
      over.abort()
      await Promise.all(asking)
    }
    const store = await open(site.folder)
    const kept = new Set<string>()
    for (let after = 0; ;) {
      const rows = await store.findAudit({ after, order: 'oldest', limit: 1000 })
      for (const { event, userId } of rows) kept.add(`${event} ${userId}`)
      const last = rows.at(-1)
      if (last === undefined) break
      after = last.seq
    }
    const { whole } = await verifyAudit(store)
    await store.close()
    const lost = acknowledged.filter((one) => !kept.has(one)).length
    return {
      acknowledged: acknowledged.length,
      lost,
      broken: Number(!whole) + Number(!sound(site.folder)),
      readyMs,
    } satisfies Outcome
  } finally {
    await site.end()
  }
}

const outcomes: Outcome[] = [
  await killing(
    null,
    (folder) => openSqliteStore({ path: join(folder, 'roompass.db') }),
    (folder) => {
      const database = new DatabaseSync(join(folder, 'roompass.db'))
      const found = database.prepare('pragma integrity_check').all()
      database.close()
      return found.length === 1 && found[0]?.['integrity_check'] === 'ok'
    },
  ),
]
if (hasPostgres) {
  const postgres = await startPostgres({ durable: true })
  try {
    const url = await postgres.database()
    outcomes.push(
      await killing(
        url,
        () => openPostgresStore({ url }),
        () => true,
      ),
    )
  } finally {
    await postgres.end()
  }
}
const sum = (key: 'acknowledged' | 'lost' | 'broken'): number => outcomes.reduce((all, one) => all + one[key], 0)
const ready = outcomes.flatMap(({ readyMs }) => readyMs)
report(
  'kill',
  {
    kills: ready.length,
    acknowledged: sum('acknowledged'),
    acknowledged_lost: sum('lost'),
    databases_or_chains_broken: sum('broken'),
    ready_p50_ms: percentile(ready, 0.5),
    ready_most_ms: Math.max(...ready),
  },
  {
    acknowledged: (v) => v > kills,
    acknowledged_lost: exactly(0),
    databases_or_chains_broken: exactly(0),
    ready_most_ms: atMost(2000),
  },
)
