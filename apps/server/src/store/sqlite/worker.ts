// The thread that owns the database, so that waiting for the disk never holds up a room. One call at a time.
import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase } from './database.ts'
import type { Call, Reply, Request } from './messages.ts'

if (parentPort === null) throw new Error('this file is a worker')
const port = parentPort
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- given by sqlite_store.ts, which starts this file
const { path } = workerData as { path: string }
const database = openDatabase(path)

port.on('message', ({ id, call }: Request) => {
  port.postMessage(answer(id, call))
  if (call.do === 'close') port.close()
})

function answer(id: number, call: Call): Reply {
  try {
    return { id, ok: true, rows: database(call) }
  } catch (error) {
    return { id, ok: false, error: error instanceof Error ? error.message : 'unknown' }
  }
}
