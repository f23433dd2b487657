// The tables of the embedded database, as a list of steps: a database of an older version takes the steps that it lacks, each in a
// transaction of its own.
import type { DatabaseSync } from 'node:sqlite'
import { genesis, linked } from '../../audit/chain.ts'
import { keepable } from '../../audit/entry.ts'
import { auditRowOf } from '../sql.ts'

/** From one version to the next. Steps that were published are never changed. */
export type Step = (database: DatabaseSync) => void

/** Version 1: the audit as plain rows. */
const audit: Step = (database) =>
  database.exec(
    `create table audit (
      seq integer primary key autoincrement,
      at integer not null,
      event text not null,
      actor text,
      app_id integer,
      user_id text,
      room_id text,
      tid text,
      kid text,
      expires_at integer,
      reason text,
      network text
    ) strict;
    create index audit_by_user on audit (user_id, seq);
    create index audit_by_room on audit (room_id, seq);
    create index audit_by_tid on audit (tid) where tid is not null;`,
  )

/** Version 2: the audit as a chain that can only grow, and what may be revoked, used once and rotated. */
const chain: Step = (database) => {
  database.exec(
    `create table heads (
      one integer primary key check (one = 1),
      audit_seq integer not null,
      audit_hash text not null,
      revocation_sequence integer not null
    ) strict;
    alter table audit add column prev text;
    alter table audit add column hash text;
    create table revocations (
      id integer primary key,
      sequence integer not null unique,
      app_id integer not null,
      kind text not null,
      tid text,
      user_id text,
      room_id text,
      kid text,
      until integer not null,
      ends_at integer not null,
      reason text,
      "by" text not null,
      at integer not null,
      undone_at integer,
      undone_by text
    ) strict;
    create index revocations_by_user on revocations (user_id, id) where user_id is not null;
    create index revocations_by_room on revocations (room_id, id) where room_id is not null;
    create table uses (
      tid text primary key,
      until integer not null,
      holder text not null,
      former text
    ) strict, without rowid;
    create index uses_by_end on uses (until);
    create table keys (
      app_id integer not null,
      kid text not null,
      place integer not null,
      state text not null,
      sealed blob,
      created_at integer not null,
      active_at integer,
      previous_at integer,
      retired_at integer,
      retire_at integer,
      primary key (app_id, kid)
    ) strict;
    create unique index keys_one_active on keys (app_id) where state = 'active';`,
  )
  linkOldRows(database)
  // Only on purpose, and then the chain shows it: nothing of the server updates or deletes a row.
  database.exec(
    `create trigger audit_no_update before update on audit begin select raise(abort, 'the audit only grows'); end;
     create trigger audit_no_delete before delete on audit begin select raise(abort, 'the audit only grows'); end;`,
  )
}

/** Rows from before the chain become its beginning: what is proven of them is that nobody changed them since. */
function linkOldRows(database: DatabaseSync): void {
  const page = database.prepare('select * from audit where seq > ? order by seq limit 1000')
  const link = database.prepare(
    'update audit set seq = ?, actor = ?, user_id = ?, reason = ?, prev = ?, hash = ? where seq = ?',
  )
  let head = genesis
  for (let from = 0, rows = page.all(from); rows.length > 0; rows = page.all(from)) {
    for (const old of rows.map(auditRowOf)) {
      const row = linked(keepable(old), head)
      // Numbers had gaps only where somebody deleted rows by hand; they close.
      link.run(row.seq, row.actor, row.userId, row.reason, row.prev, row.hash, old.seq)
      head = row
      from = old.seq
    }
  }
  database.prepare('insert into heads values (1, ?, ?, 0)').run(head.seq, head.hash)
}

/** Version 3: the processes that share it. */
const nodes: Step = (database) =>
  database.exec(
    `create table nodes (
      url text primary key,
      id text not null,
      speaks integer not null,
      seen_at integer not null
    ) strict, without rowid;`,
  )

/** Version 4: what happened in which minute is counted without reading the rows. */
const times: Step = (database) => database.exec('create index audit_by_time on audit (at, event)')

/** Version 5: whom, which room and which token a row is about is looked for in blocks of rows (audit_search.ts). */
const blocks: Step = (database) =>
  database.exec(
    `drop index audit_by_user;
    drop index audit_by_room;
    drop index audit_by_tid;
    create index audit_by_user on audit (seq >> 12, user_id) where user_id is not null;
    create index audit_by_room on audit (seq >> 12, room_id) where room_id is not null;
    create index audit_by_tid on audit (seq >> 12, tid) where tid is not null;`,
  )

/** Version 6: sessions of operators that were ended by a log-out. Numbers are never given twice: others stand at one and ask for those after it. */
const endedSessions: Step = (database) =>
  database.exec(
    `create table ended_sessions (
      sequence integer primary key autoincrement,
      id text not null unique,
      until integer not null
    ) strict;
    create index ended_sessions_by_end on ended_sessions (until);`,
  )

export const steps: readonly Step[] = [audit, chain, nodes, times, blocks, endedSessions]

/** Brings a database up to date. @throws Error when it was made by a newer version, or when a step fails, which is then undone */
export function migrate(database: DatabaseSync, wanted: readonly Step[] = steps): void {
  // Where nothing is to be done nothing is locked.
  while (versionOf(database) !== wanted.length) takeStep(database, wanted)
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('pragma user_version').get()?.['user_version'])
}

/** One step in one transaction. The version is read again within it: another process may have taken the step meanwhile. */
function takeStep(database: DatabaseSync, wanted: readonly Step[]): void {
  database.exec('begin immediate')
  try {
    const version = versionOf(database)
    if (version > wanted.length) throw new Error('the database was made by a newer version of Roompass')
    wanted[version]?.(database)
    if (version < wanted.length) database.exec(`pragma user_version = ${version + 1}`)
    database.exec('commit')
  } catch (error) {
    if (database.isTransaction) database.exec('rollback')
    throw error
  }
}
