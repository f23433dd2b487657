// `node bench/faults/restore.ts [--rows 100000]`: SQLite and Postgres are copied while tokens are given and users revoked, as docs/backup.md says, and served from an empty
// place: the chain holds there, what was acknowledged before is there, the revoked stay out, and the sealed keys open. Needs `npm run build`.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openPostgresStore, openSqliteStore, type Store } from '@roompass/server'
import { findProgram, run } from '../../apps/server/test/hosts/command.ts'
import { startPostgres } from '../../apps/server/test/hosts/postgres.ts'
import { amount } from '../amounts.ts'
import { compareWithAudit, keepAsking, otherThan } from './asking.ts'
import { percentile } from './loader.ts'
import { atMost, exactly, report } from './report.ts'
import { fill, named } from './rows.ts'
import { isAdmitted } from './sessions.ts'
import { openSite, type Node, type Site } from './site.ts'

const rows = amount('rows', 100_000)
/** Of each kind. */
const people = 20
const [key, otherKey] = [0, 1].map(() => ({ ROOMPASS_KEY_ENCRYPTION_KEY: randomBytes(32).toString('hex') }))

interface Kind {
  /** As the server's setting. */
  readonly database: string
  readonly open: (database: string) => Promise<Store>
  readonly save: () => Promise<unknown>
  /** Makes a database of the copy alone. @returns the setting for it */
  readonly restore: () => Promise<string>
}

function post({ url }: Node, { headers }: Site, path: string, body: object): Promise<Response> {
  return fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
}

/** How many of these tokens count now. */
async function countActive({ url }: Node, { headers }: Site, tokens: readonly string[]): Promise<number> {
  const authorization = headers['authorization'] ?? ''
  const answers = tokens.map(async (token) => {
    const body = new URLSearchParams({ token })
    return (await fetch(`${url}/v1/introspect`, { method: 'POST', headers: { authorization }, body })).json()
  })
  return (await Promise.all(answers)).filter(({ active }) => active === true).length
}

interface Group {
  /** Users who are revoked for good. */
  readonly revoked: readonly string[]
  readonly tokensOfRevoked: readonly string[]
  readonly tokensOfOthers: readonly string[]
}

async function makeGroup(node: Node, name: string): Promise<Group> {
  const users = Array.from({ length: 2 * people }, (_, n) => `${name}-${n}`)
  const tokens = await Promise.all(users.map(async (userId) => (await node.ask(userId)).kitToken))
  const revoked = users.slice(0, people)
  for (const userId of revoked)
    if ((await node.revoke(userId)) !== 201) throw new Error('a revocation was not acknowledged')
  return { revoked, tokensOfRevoked: tokens.slice(0, people), tokensOfOthers: tokens.slice(people) }
}

/** Takes the copy in the middle of the work; then the machine is lost. */
async function saveUnderLoad(site: Site, { database, open, save }: Kind) {
  await fill(await open(database), rows)
  const node = await site.start({ ...key, ROOMPASS_DATABASE: database })
  // From here on the secret that mints stands nowhere but in the database.
  const rotated = await post(node, site, '/v1/keys/rotate', {})
  if (!rotated.ok) throw new Error(`the secret was not changed: ${rotated.status}`)
  const before = await makeGroup(node, 'before')
  const asking = keepAsking(node, 'user')
  const over = new AbortController()
  const revoking = (async () => {
    for (let n = 0; !over.signal.aborted; n += 1) await node.revoke(`meanwhile-${n}`)
  })()
  await pause(1000)
  const givenBefore = [...asking.given]
  const quiet = asking.answers.get(201)?.length ?? 0
  const began = performance.now()
  await save()
  const saveMs = performance.now() - began
  const meanwhile = (asking.answers.get(201) ?? []).slice(quiet)
  await pause(500)
  over.abort()
  await Promise.all([revoking, asking.stop()])
  const after = await makeGroup(node, 'after')
  await node.kill()
  return { before, after, givenBefore, asking, saveMs, meanwhile }
}

/** Whoever was revoked before is neither let in nor given a token. */
async function countLetIn(node: Node, { revoked, tokensOfRevoked }: Group): Promise<number> {
  let count = 0
  for (const token of tokensOfRevoked) count += (await isAdmitted(node, token)) ? 1 : 0
  for (const userId of revoked) count += (await node.ask(userId)).status === 201 ? 1 : 0
  return count
}

async function saveAndRestore(site: Site, kind: Kind) {
  const { before, after, givenBefore, asking, saveMs, meanwhile } = await saveUnderLoad(site, kind)
  const began = performance.now()
  const database = await kind.restore()
  const node = await site.start({ ...key, ROOMPASS_DATABASE: database })
  const restoreMs = performance.now() - began
  const letIn = await countLetIn(node, before)
  const opened = await countActive(node, site, before.tokensOfOthers)
  const forgotten = await countActive(node, site, after.tokensOfRevoked)
  // Who was revoked since the copy, nobody knows: as docs/backup.md says, everybody needs a fresh token.
  const all = [before, after].flatMap(({ tokensOfRevoked, tokensOfOthers }) => [...tokensOfRevoked, ...tokensOfOthers])
  await post(node, site, '/v1/revocations', { scope: { kind: 'app' } })
  const left = await countActive(node, site, all)
  await pause(6000)
  const { status } = await node.ask('newcomer')
  await node.stop()

  const starts = (env: object): Promise<number> =>
    site.start({ ...env, ROOMPASS_DATABASE: database }).then(
      () => 1,
      () => 0,
    )
  const startedWithoutKey = (await starts({})) + (await starts({ ...otherKey }))
  const { lost, chainBroken } = await compareWithAudit(await kind.open(database), [...givenBefore, 'newcomer'])
  return {
    rows,
    save_s: saveMs / 1000,
    restore_s: restoreMs / 1000,
    given_while_saved_p99_ms: percentile(meanwhile, 0.99),
    not_given: otherThan([201], asking),
    lost_from_before: lost,
    chains_broken: chainBroken,
    revoked_before_and_let_in: letIn,
    tokens_before_not_opened: people - opened,
    started_without_the_encryption_key: startedWithoutKey,
    revoked_after_and_forgotten: forgotten,
    left_after_all_were_revoked: left,
    newcomer_status: status,
  }
}

async function sqlite() {
  const site = await openSite()
  try {
    const [file, copy, restored] = ['roompass.db', 'copy.db', 'restored.db'].map((name) => join(site.folder, name))
    if (file === undefined || copy === undefined || restored === undefined) throw new Error('never')
    const script = `new (require('node:sqlite').DatabaseSync)('${file}', { readOnly: true }).exec("vacuum into '${copy}'")`
    return await saveAndRestore(site, {
      database: file,
      open: (path) => openSqliteStore({ path }),
      save: () => run(process.execPath, ['--eval', script]),
      restore: async () => {
        await run('cp', [copy, restored])
        return restored
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
    const dump = join(site.folder, 'copy.dump')
    return await saveAndRestore(site, {
      database: url,
      open: (place) => openPostgresStore({ url: place }),
      save: () => run(program('pg_dump'), ['--format=custom', '--file', dump, url]),
      restore: async () => {
        await run(program('pg_restore'), ['--exit-on-error', '--no-owner', '--dbname', empty, dump])
        return empty
      },
    })
  } finally {
    await site.end()
    await host.end()
  }
}

const none = [
  'not_given',
  'lost_from_before',
  'chains_broken',
  'revoked_before_and_let_in',
  'tokens_before_not_opened',
  'started_without_the_encryption_key',
  'left_after_all_were_revoked',
]
const claims = Object.fromEntries(
  ['sqlite', 'postgres'].flatMap((name) => [
    [`${name}_given_while_saved_p99_ms`, atMost(1000)],
    ...none.map((what) => [`${name}_${what}`, exactly(0)]),
    [`${name}_newcomer_status`, exactly(201)],
  ]),
)
report('restore', { ...named('sqlite', await sqlite()), ...named('postgres', await postgres()) }, claims)
process.exit()
