// The tables of the embedded database, as a list of steps with their ways back; who takes them, and how, is in schema.ts. After a way back the tables
// are to the letter what the steps before make, so that the older version finds what it would have made itself.
import type { DatabaseSync } from 'node:sqlite'
import { genesis, linked } from '../../audit/chain.ts'
import { keepable } from '../../audit/entry.ts'
import { auditRowOf } from '../sql.ts'
import { nodesLost, sessionsLost, type Step as StepOf } from '../steps.ts'

export type Step = StepOf<(database: DatabaseSync) => void>

const run =
  (sql: string): Step['up'] =>
  (database) =>
    database.exec(sql)

/** Of versions 1 to 4. */
const indexesOfRows = `create index audit_by_user on audit (user_id, seq);
    create index audit_by_room on audit (room_id, seq);
    create index audit_by_tid on audit (tid) where tid is not null;`

const audit: Step = {
  brings: 'the audit, as plain rows',
  up: run(
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
    ${indexesOfRows}`,
  ),
  back: null,
}

/** The audit can only grow from here on. */
const chain: Step = {
  brings: 'the chain of the audit; revocations, tokens that were used, keys',
  up(database) {
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
  },
  back: {
    // The rows stay as they are: linked anew on the way up, they have the same hashes again.
    work: run(
      `drop trigger audit_no_update;
      drop trigger audit_no_delete;
      alter table audit drop column hash;
      alter table audit drop column prev;
      drop table heads;
      drop table revocations;
      drop table uses;
      drop table keys;`,
    ),
    loses:
      'every revocation; which tokens were used; the keys that the database keeps; the hashes of the audit, whose rows stay and are linked anew on the way up',
  },
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

const nodes: Step = {
  brings: 'the processes that share the database',
  up: run(
    `create table nodes (
      url text primary key,
      id text not null,
      speaks integer not null,
      seen_at integer not null
    ) strict, without rowid;`,
  ),
  back: {
    work: run('drop table nodes'),
    loses: nodesLost,
  },
}

const times: Step = {
  brings: 'an index by time, by which what happened in a minute is counted without reading the rows',
  up: run('create index audit_by_time on audit (at, event)'),
  back: { work: run('drop index audit_by_time'), loses: null },
}

const dropIndexes = 'drop index audit_by_user; drop index audit_by_room; drop index audit_by_tid;'

/** Of 2^12 rows: what is in them is looked for by audit_search.ts. */
const blocks: Step = {
  brings: 'indexes of the audit in blocks of rows, by whom, which room and which token it is about',
  up: run(
    `${dropIndexes}
    create index audit_by_user on audit (seq >> 12, user_id) where user_id is not null;
    create index audit_by_room on audit (seq >> 12, room_id) where room_id is not null;
    create index audit_by_tid on audit (seq >> 12, tid) where tid is not null;`,
  ),
  back: { work: run(`${dropIndexes} ${indexesOfRows}`), loses: null },
}

/** Numbers are never given twice: others stand at one and ask for those after it. */
const endedSessions: Step = {
  brings: 'sessions of operators that were ended by a log-out',
  up: run(
    `create table ended_sessions (
      sequence integer primary key autoincrement,
      id text not null unique,
      until integer not null
    ) strict;
    create index ended_sessions_by_end on ended_sessions (until);`,
  ),
  back: { work: run('drop table ended_sessions'), loses: sessionsLost },
}

export const steps: readonly Step[] = [audit, chain, nodes, times, blocks, endedSessions]
