// The tables of the embedded database, as a list of steps: a database of an older version takes the steps that it lacks.
import type { DatabaseSync } from 'node:sqlite'

const steps: readonly string[] = [
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
]

/** Brings a database up to date. @throws Error when it was made by a newer version */
export function migrate(database: DatabaseSync): void {
  database.exec('begin immediate')
  try {
    const version = Number(database.prepare('pragma user_version').get()?.['user_version'])
    if (version > steps.length) throw new Error('the database was made by a newer version of Roompass')
    for (const step of steps.slice(version)) database.exec(step)
    database.exec(`pragma user_version = ${steps.length}`)
    database.exec('commit')
  } catch (error) {
    if (database.isTransaction) database.exec('rollback')
    throw error
  }
}
