// The tables in Postgres, as a list of steps. Many processes may start at once, while others work: each step is taken once, in a
// transaction of its own, and a step that fails leaves nothing behind.
import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from 'pg'
import { genesis } from '../../audit/chain.ts'
import { codeOf } from './connections.ts'

/** SQL from one version to the next. Steps that were published are never changed. */
export type Step = string

const first: Step = `
  create table roompass.heads (
    one integer primary key check (one = 1),
    audit_seq bigint not null,
    audit_hash text not null,
    revocation_sequence bigint not null
  );
  insert into roompass.heads values (1, ${genesis.seq}, '${genesis.hash}', 0);
  create table roompass.audit (
    seq bigint primary key,
    at bigint not null,
    event text collate "C" not null,
    actor text collate "C",
    app_id bigint,
    user_id text collate "C",
    room_id text collate "C",
    tid text collate "C",
    kid text collate "C",
    expires_at bigint,
    reason text collate "C",
    network text collate "C",
    prev text collate "C" not null,
    hash text collate "C" not null
  );
  create index audit_by_user on roompass.audit (user_id, seq);
  create index audit_by_room on roompass.audit (room_id, seq);
  create index audit_by_tid on roompass.audit (tid) where tid is not null;
  create function roompass.audit_only_grows() returns trigger language plpgsql as
    $$ begin raise exception 'the audit only grows'; end $$;
  create trigger audit_only_grows before update or delete or truncate on roompass.audit
    for each statement execute function roompass.audit_only_grows();
  create table roompass.revocations (
    id bigint primary key,
    sequence bigint not null unique,
    app_id bigint not null,
    kind text collate "C" not null,
    tid text collate "C",
    user_id text collate "C",
    room_id text collate "C",
    kid text collate "C",
    until bigint not null,
    ends_at bigint not null,
    reason text,
    "by" text not null,
    at bigint not null,
    undone_at bigint,
    undone_by text
  );
  create index revocations_by_user on roompass.revocations (user_id, id) where user_id is not null;
  create index revocations_by_room on roompass.revocations (room_id, id) where room_id is not null;
  create table roompass.uses (
    tid text collate "C" primary key,
    until bigint not null,
    holder text not null,
    former text
  );
  create index uses_by_end on roompass.uses (until);
  create table roompass.keys (
    app_id bigint not null,
    kid text collate "C" not null,
    place bigint generated always as identity,
    state text not null,
    sealed bytea,
    created_at bigint not null,
    active_at bigint,
    previous_at bigint,
    retired_at bigint,
    retire_at bigint,
    primary key (app_id, kid)
  );
  create unique index keys_one_active on roompass.keys (app_id) where state = 'active';
`

const nodes: Step = `
  create table roompass.nodes (
    url text collate "C" primary key,
    id text collate "C" not null,
    speaks integer not null,
    seen_at timestamptz not null
  );
`

/** What happened in which minute is counted without reading the rows. */
const times: Step = 'create index audit_by_time on roompass.audit (at, event)'

/** Sessions of operators that were ended by a log-out. */
const endedSessions: Step = `
  create table roompass.ended_sessions (
    sequence bigint generated always as identity primary key,
    id text collate "C" not null unique,
    until bigint not null
  );
  create index ended_sessions_by_end on roompass.ended_sessions (until);
`

export const steps: readonly Step[] = [first, nodes, times, endedSessions]

/** A number of our own among advisory locks, which the whole database shares. */
const lock = 7_262_024_511
/** How often a step is tried that cannot get its locks among those who work, and how long it waits each time: whoever waits for it waits as long. */
const tries = 20
const lockPatience = '500ms'

/** Brings the tables up to date. @throws Error when they were made by a newer version, or when a step fails, which is then undone */
export async function migrate(client: Client, wanted: readonly Step[] = steps): Promise<void> {
  // Where nothing is to be done nothing is locked.
  for (let version = await versionOf(client); version < wanted.length; version = await versionOf(client)) {
    await takeStepSoon(client, wanted)
  }
  if ((await versionOf(client)) > wanted.length) throw newer()
}

async function takeStepSoon(client: Client, wanted: readonly Step[]): Promise<void> {
  for (let n = 1; ; n += 1) {
    try {
      return await takeStep(client, wanted)
    } catch (error) {
      const busy = codeOf(error) === '55P03'
      if (!busy || n === tries) throw error
      await pause(100 * n)
    }
  }
}

/**
 * The lock is taken before the transaction: only one that begins afterwards is sure to see what another process did under the lock.
 * The version is read again within it.
 */
async function takeStep(client: Client, wanted: readonly Step[]): Promise<void> {
  await client.query(`select pg_advisory_lock(${lock})`)
  try {
    await client.query('begin')
    const version = await versionOf(client)
    const step = wanted[version]
    if (step !== undefined) {
      if (version === 0) await client.query(beginning)
      await client.query(`set local lock_timeout = '${lockPatience}'`)
      await client.query(step)
      await client.query('update roompass.schema set version = $1', [version + 1])
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    await client.query(`select pg_advisory_unlock(${lock})`).catch(() => undefined)
  }
}

/** Somebody with more rights may have made the schema already, so that the server needs fewer. */
const beginning = `
  do $$ begin
    if to_regnamespace('roompass') is null then create schema roompass; end if;
  end $$;
  create table if not exists roompass.schema (one integer primary key check (one = 1), version integer not null);
  insert into roompass.schema values (1, 0) on conflict do nothing;
`

async function versionOf(client: Client): Promise<number> {
  const { rows: found } = await client.query("select to_regclass('roompass.schema') is not null as there")
  if (found[0]?.there !== true) return 0
  const { rows } = await client.query('select version from roompass.schema')
  return Number(rows[0]?.version ?? 0)
}

function newer(): Error {
  return new Error('the database was made by a newer version of Roompass')
}
