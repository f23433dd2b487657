import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { verifyAudit } from '../../../src/audit/export.ts'
import { createClient } from '../../../src/store/postgres/connections.ts'
import { openPostgresStore } from '../../../src/store/postgres/postgres_store.ts'
import { StoreUnavailable, type Store } from '../../../src/store/store.ts'
import { hasPostgres, startPostgres, type PostgresHost } from '../../hosts/postgres.ts'
import { bePatient, eventually } from '../../patience.ts'
import { entryOf, storeContract } from '../contract.ts'
import { allPages } from '../contract/kinds.ts'
import { revocationOf } from '../contract/revocations.ts'
import { expectOnlyGuiltyFail } from '../guilty.ts'

bePatient()

let host: PostgresHost
const open = async (url: string): Promise<Store> => {
  const store = await openPostgresStore({ url })
  onTestFinished(() => store.close())
  return store
}
const nodes = async (count: number, url?: string): Promise<Store[]> => {
  const place = url ?? (await host.database())
  return Promise.all(Array.from({ length: count }, () => open(place)))
}

describe.skipIf(!hasPostgres)('with a real Postgres', () => {
  beforeAll(async () => {
    host = await startPostgres()
  })
  afterAll(() => host?.end())

  storeContract({
    name: 'Postgres',
    canFail: true,
    async open() {
      const url = await host.database()
      return { store: await openPostgresStore({ url }), reopen: () => openPostgresStore({ url }), outage: readOnly }
    },
  })

  /** The database takes no writes, as a standby does. */
  async function readOnly(): Promise<() => Promise<void>> {
    const set = async (value: string): Promise<void> => {
      await host.query(`alter system set default_transaction_read_only = ${value}`)
      await host.query('select pg_reload_conf()')
      await eventually(async () => (await host.query('show default_transaction_read_only'))[0]).toEqual({
        default_transaction_read_only: value,
      })
    }
    await set('on')
    return () => set('off')
  }

  describe('several nodes', () => {
    it('write one chain, and lose no row', async () => {
      const stores = await nodes(3)
      await Promise.all(
        Array.from({ length: 900 }, (_, i) => stores[i % 3]!.recordAudit(entryOf({ userId: `user-${i}` }))),
      )
      const store = stores[0]!
      expect(await verifyAudit(store)).toMatchObject({ whole: true, head: { seq: 900 } })
      const users = (await allPages(store, {}, 1000)).map(({ userId }) => userId)
      expect(new Set(users).size).toBe(900)
    })

    // Whoever waited for another's commit then found that its own transaction had begun too early: Postgres says 40001.
    it.each(['repeatable read', 'serializable'])(
      'write one chain where transactions are %s by default',
      async (level) => {
        const url = await host.database()
        await host.query(
          `alter database ${new URL(url).pathname.slice(1)} set default_transaction_isolation = '${level}'`,
        )
        const stores = await nodes(3, url)
        await Promise.all(Array.from({ length: 60 }, (_, i) => stores[i % 3]!.recordAudit(entryOf())))
        for (let n = 0; n < 10; n += 1)
          await Promise.all(stores.map((store) => store.revoke(revocationOf(), entryOf())))
        expect(await verifyAudit(stores[0]!)).toMatchObject({ whole: true, head: { seq: 90 } })
      },
    )

    it('never show a sequence before a smaller one: whoever follows misses nothing', async () => {
      const [follower, ...writers] = await nodes(4)
      const seen: number[] = []
      let done = false
      const follow = async (): Promise<void> => {
        for (let last = false; !last;) {
          last = done
          const news = await follower!.revocationsSince({ sequence: seen.at(-1) ?? 0, now: 0, limit: 7 })
          seen.push(...news.map(({ sequence }) => sequence))
          if (news.length > 0) last = false
        }
      }
      const following = follow()
      for (let n = 0; n < 20; n += 1) {
        await Promise.all(writers.map((store) => store.revoke(revocationOf(), entryOf({ event: 'revocation.made' }))))
      }
      done = true
      await following
      expect(seen).toEqual(Array.from({ length: 60 }, (_, i) => i + 1))
    })

    it('give a use once, and one rotation wins', async () => {
      const stores = await nodes(3)
      const attempt = { tid: 'f'.repeat(64), until: 1_900_000_000, brought: null }
      const given = await Promise.all(stores.map((store, i) => store.useOnce({ ...attempt, holder: `h${i}` })))
      expect(given.filter(Boolean)).toHaveLength(1)
      const key = { appId: 7, kid: 'aaaaaaaa', sealed: Uint8Array.of(1), at: 1 }
      const added = await Promise.all(stores.map((store) => store.addKey(key, entryOf({ event: 'keys.changed' }))))
      expect(added.filter(Boolean)).toHaveLength(1)
    })
  })

  describe('the line to it', () => {
    it('is made anew when the server was restarted, and nothing that was acknowledged is lost', async () => {
      const own = await startPostgres()
      onTestFinished(() => own.end())
      const store = await open(await own.database())
      for (let round = 1; round <= 3; round += 1) {
        await store.recordAudit(entryOf({ userId: `before-${round}` }))
        await own.stop(round === 2 ? 'immediate' : 'fast')
        await expect(store.recordAudit(entryOf({ userId: 'never' }))).rejects.toThrow(StoreUnavailable)
        await own.start()
        await store.recordAudit(entryOf({ userId: `after-${round}` }))
      }
      const users = (await store.findAudit({ order: 'oldest' })).map(({ userId }) => userId)
      expect(users).toEqual([1, 2, 3].flatMap((round) => [`before-${round}`, `after-${round}`]))
    })

    it('may be cut at any time: idle connections are replaced before anybody notices', async () => {
      const url = await host.database()
      const store = await open(url)
      await store.recordAudit(entryOf())
      await host.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${new URL(url).pathname.slice(1)}'`,
      )
      await store.recordAudit(entryOf())
      expect(await store.findAudit({})).toHaveLength(2)
    })

    it('may be cut in the middle of a write: what cannot have been kept is written again, once', async () => {
      const url = await host.database()
      const store = await open(url)
      await store.recordAudit(entryOf())
      const blocker = host.query('begin; select * from roompass.heads for update; select pg_sleep(1.5); commit', url)
      const asleep = "select 1 from pg_stat_activity where wait_event = 'PgSleep'"
      await eventually(async () => (await host.query(asleep)).length).toBe(1)
      const waiting = "from pg_stat_activity where wait_event_type = 'Lock' and application_name = 'roompass'"
      const write = store.recordAudit(entryOf({ userId: 'ada' }))
      await eventually(async () => (await host.query(`select 1 ${waiting}`)).length).toBe(1)
      await host.query(`select pg_terminate_backend(pid) ${waiting}`)
      await write
      await blocker
      expect((await store.findAudit({ userId: 'ada' })).map(({ seq }) => seq)).toEqual([2])
    })

    it('is given up after seconds when somebody else holds the chain, and used again afterwards', async () => {
      const url = await host.database()
      const store = await open(url)
      const blocker = host.query('begin; select * from roompass.heads for update; select pg_sleep(3); commit', url)
      await eventually(
        async () => (await host.query("select 1 from pg_stat_activity where query like 'begin; select%'")).length,
      ).toBe(1)
      const began = Date.now()
      await expect(store.recordAudit(entryOf({ userId: 'never' }))).rejects.toThrow('Postgres says 57014')
      expect(Date.now() - began).toBeLessThan(3500)
      await blocker
      await store.recordAudit(entryOf({ userId: 'later' }))
      expect((await store.findAudit({})).map(({ userId }) => userId)).toEqual(['later'])
    })

    it('fails a write that cannot be, and no other of its batch', async () => {
      const url = await host.database()
      const store = await open(url)
      await host.query(
        `alter table roompass.audit add constraint no_eve check (user_id <> 'eve');
         alter table roompass.keys add constraint no_key check (kid <> 'eeeeeeee')`,
        url,
      )
      await expectOnlyGuiltyFail(store)
    })

    // Once the rows of a night without a server took longer to drop than a statement may, and never went.
    it('drops what has expired in portions, so that nobody waits for all of it', async () => {
      const url = await host.database()
      const commits: number[] = []
      const store = await openPostgresStore({ url }, ({ writes }) => commits.push(writes))
      onTestFinished(() => store.close())
      const counts = () =>
        host.query(
          `select (select count(*)::int from roompass.uses) as uses, (select count(*)::int from roompass.ended_sessions) as ended,
             (select count(*)::int from roompass.nodes) as nodes`,
          url,
        )
      await host.query(
        `insert into roompass.uses
           select 'tid' || i, case when i <= 4000 then 1000 else extract(epoch from now())::bigint + 3600 end, 'h', null
           from generate_series(1, 4500) as i;
         insert into roompass.ended_sessions (id, until) select tid, until from roompass.uses;
         insert into roompass.nodes values ('http://gone', 'a', 1, now() - interval '11 minutes'), ('http://here', 'b', 1, now())`,
        url,
      )
      await store.sweep(Math.floor(Date.now() / 1000))
      expect(await counts()).toEqual([{ uses: 500, ended: 500, nodes: 1 }])
      expect(commits.length).toBeGreaterThanOrEqual(4)
    })

    // Once each commit looked at every state that the head had had since a dump began, and after minutes nobody got a token in time.
    it('does not get slower while somebody else reads for long, as a dump does', async () => {
      const url = await host.database()
      const store = await open(url)
      await store.recordAudit(entryOf())
      const dump = createClient({ url })
      await dump.connect()
      onTestFinished(() => dump.end())
      await dump.query('begin isolation level repeatable read')
      await dump.query('select count(*) from roompass.audit')
      const { seq, hash } = await store.auditHead()
      // So many commits as the store makes them, which cannot be cleaned away while that snapshot is there.
      await host.query(
        `do $$ begin
           for n in ${seq + 1} .. 4000 loop
             insert into roompass.audit (seq, at, event, prev, hash) values (n, 1, 'room.left', '${hash}', '${hash}');
             update roompass.heads set audit_seq = n where audit_seq = n - 1;
             commit;
           end loop;
         end $$`,
        url,
      )
      const looked = async () => {
        await new Promise((later) => setTimeout(later, 1100))
        // What a connection has looked at it tells with its next transaction.
        await store.recordAudit(entryOf())
        const sql = `select (heap_blks_hit + heap_blks_read)::int as n from pg_statio_user_tables where schemaname = 'roompass' and relname = 'heads'`
        return Number((await host.query(sql, url))[0]?.['n'])
      }
      const before = await looked()
      for (let n = 0; n < 20; n += 1) await store.recordAudit(entryOf())
      expect((await looked()) - before).toBeLessThan(500)
      await dump.query('rollback')
      expect((await store.auditHead()).seq).toBe(4022)
    })

    it('finds the head also where it does not fit the rows, for the audit to be looked at and not to stop', async () => {
      const url = await host.database()
      const store = await open(url)
      await store.recordAudit(entryOf())
      await host.query(
        "insert into roompass.audit (seq, at, event, prev, hash) values (7, 1, 'room.left', 'forged', 'forged')",
        url,
      )
      await store.recordAudit(entryOf())
      expect((await store.auditHead()).seq).toBe(2)
      expect(await verifyAudit(store)).toMatchObject({ whole: false })
    })

    it('says nothing of the values in what went wrong', async () => {
      const url = await host.database()
      const store = await open(url)
      await host.query('alter table roompass.audit add constraint none check (user_id is null)', url)
      const failure = await store.recordAudit(entryOf({ userId: 'secretive' })).catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(StoreUnavailable)
      expect(String(failure)).toBe('StoreUnavailable: the store is unavailable: Postgres says 23514')
    })

    it.each([
      ['nobody listens', 'postgres://tests@127.0.0.1:1/none'],
      ['its certificate is missing', 'postgres://tests@127.0.0.1:1/none?sslrootcert=/nowhere/root.pem'],
      ['there is no such database', () => host.query('select 1').then(() => nowhere())],
    ])('cannot be opened where %s', async (_, place) => {
      const url = typeof place === 'string' ? place : await place()
      await expect(openPostgresStore({ url })).rejects.toThrow(StoreUnavailable)
    })
    const nowhere = async (): Promise<string> => (await host.database()).replace(/\/d\d+$/, '/nowhere')
  })

  describe('the audit in it', () => {
    it.each(['update roompass.audit set reason = null', 'delete from roompass.audit', 'truncate roompass.audit'])(
      'lets nobody do by accident: %s',
      async (sql) => {
        const url = await host.database()
        await (await open(url)).recordAudit(entryOf())
        await expect(host.query(sql, url)).rejects.toThrow('the audit only grows')
      },
    )

    it('is committed to the disk, whatever the database has been told', async () => {
      const url = await host.database()
      await host.query(`alter database ${new URL(url).pathname.slice(1)} set synchronous_commit = off`)
      const store = await open(url)
      await store.recordAudit(entryOf())
      const [row] = await host.query('show synchronous_commit', url)
      expect(row).toEqual({ synchronous_commit: 'off' })
      await host.query(
        `create function roompass.tell() returns trigger language plpgsql as
           $$ begin perform set_config('roompass.seen', current_setting('synchronous_commit'), false);
              if current_setting('synchronous_commit') <> 'on' then raise exception 'not durable'; end if; return null; end $$;
         create trigger tell after insert on roompass.audit for each statement execute function roompass.tell();`,
        url,
      )
      await store.recordAudit(entryOf())
      expect(await store.findAudit({})).toHaveLength(2)
    })
  })
})
