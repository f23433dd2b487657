// The embedded store: node:sqlite in a thread of its own, in a file that only its owner can read.
import { open } from 'node:fs/promises'
import { storeOn, type Backend, type OnCommit } from '../backed.ts'
import { StoreUnavailable, type Store } from '../store.ts'
import type { Write } from '../writes.ts'
import { createThread } from './thread.ts'

export interface SqliteOptions {
  /** The file, or `:memory:`. */
  readonly path: string
  /** Whether tables of an older version are left as they are: then what they have can be read, and nothing is written. Default false. */
  readonly asItIs?: boolean
}

/** Opens the database, making or updating it, unless it is to stay as it is. @throws StoreUnavailable when that fails */
export async function openSqliteStore({ path, asItIs = false }: SqliteOptions, committed?: OnCommit): Promise<Store> {
  if (path !== ':memory:') await makePrivate(path)
  const thread = createThread(path, asItIs ? 'as_it_is' : 'up_to_date')
  // A search may read a great deal, and nobody who writes waits for it: from the first one on there is a thread for them, which goes on
  // with what the other one opened. Memory is one thread's.
  const searches = path === ':memory:' ? thread : createThread(path, 'going_on')
  await thread.call(asItIs ? 'auditHead' : 'check').catch(async (error: unknown) => {
    await thread.end()
    throw error
  })
  const backend: Backend = {
    async commit(writes) {
      if (!writes.every(isRecord)) return thread.call('commit', writes)
      await thread.call('record', JSON.stringify(writes.map(({ entry }) => entry)))
      return writes.map(() => true)
    },
    findAudit: (query) => searches.call('findAudit', query),
    countAudit: (span) => searches.call('countAudit', span),
    auditHead: () => thread.call('auditHead'),
    revocationsSince: (since) => thread.call('revocationsSince', since),
    findRevocations: (query) => thread.call('findRevocations', query),
    keysOf: (appId) => thread.call('keysOf', appId),
    endedSessions: (since) => thread.call('endedSessions', since),
    announceNode: (node) => thread.call('announceNode', node),
    seenNodes: () => thread.call('seenNodes'),
    forgetNode: (lost) => thread.call('forgetNode', lost),
    check: () => thread.call('check'),
    async close() {
      await searches.end()
      await thread.end()
    },
  }
  return storeOn(backend, committed)
}

function isRecord(write: Write): write is Write & { readonly do: 'record' } {
  return write.do === 'record'
}

/** Makes the file if there is none: who was where is nobody else's business. Files beside it take its rights. */
async function makePrivate(path: string): Promise<void> {
  try {
    const file = await open(path, 'a', 0o600)
    await file.close()
  } catch (cause) {
    throw new StoreUnavailable('the database file cannot be opened', { cause })
  }
}
