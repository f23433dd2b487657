// The tables in Postgres, as a list of steps with their ways back; who takes them, and how, is in schema.ts. After a way back the tables are what the
// steps before make, so that the older version finds what it would have made itself.
import { genesis } from '../../audit/chain.ts'
import { nodesLost, sessionsLost, type Step as StepOf } from '../steps.ts'

/** In SQL. */
export type Step = StepOf<string>

const first: Step = {
  brings: 'the audit and its chain; revocations, tokens that were used, keys',
  up: `
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
`,
  back: null,
}

const nodes: Step = {
  brings: 'the processes that share the database',
  up: `
  create table roompass.nodes (
    url text collate "C" primary key,
    id text collate "C" not null,
    speaks integer not null,
    seen_at timestamptz not null
  );
`,
  back: {
    work: 'drop table roompass.nodes',
    loses: nodesLost,
  },
}

const times: Step = {
  brings: 'an index by time, by which what happened in a minute is counted without reading the rows',
  up: 'create index audit_by_time on roompass.audit (at, event)',
  back: { work: 'drop index roompass.audit_by_time', loses: null },
}

const endedSessions: Step = {
  brings: 'sessions of operators that were ended by a log-out',
  up: `
  create table roompass.ended_sessions (
    sequence bigint generated always as identity primary key,
    id text collate "C" not null unique,
    until bigint not null
  );
  create index ended_sessions_by_end on roompass.ended_sessions (until);
`,
  back: { work: 'drop table roompass.ended_sessions', loses: sessionsLost },
}

const head: Step = {
  brings:
    'an index by which the head of the audit is found at once, also while a dump keeps all its older states alive',
  // The key of the one row goes: to see that there is no second one, each commit looked at all older states too.
  up: `
  alter table roompass.heads drop constraint heads_pkey;
  create index heads_by_seq on roompass.heads (audit_seq);
`,
  back: {
    work: 'drop index roompass.heads_by_seq; alter table roompass.heads add constraint heads_pkey primary key (one)',
    loses: null,
  },
}

export const steps: readonly Step[] = [first, nodes, times, endedSessions, head]
