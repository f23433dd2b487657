// The thread that owns the database, so that waiting for the disk never holds up a room. One call at a time.
import { parentPort, workerData } from 'node:worker_threads'
import { OtherTables } from '../steps.ts'
import { isOfOneWrite, openDatabase, type Opening } from './database.ts'
import type { Reply, Request } from './messages.ts'

if (parentPort === null) throw new Error('this file is a worker')
const port = parentPort
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- given by thread.ts, which starts this file
const { path, opening } = workerData as { path: string; opening: Opening }
const database = openDatabase(path, opening)

port.on('message', (request: Request) => {
  port.postMessage(answer(request))
  if (request.method === 'close') port.close()
})

function answer({ id, method, args }: Request): Reply {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- thread.ts gives each method its own arguments
    const call = database[method] as (...given: readonly unknown[]) => unknown
    return { id, ok: true, value: call(...args) }
  } catch (error) {
    const code = error instanceof OtherTables ? error.code : 'store_unavailable'
    const said = error instanceof Error ? error.message : 'unknown'
    return { id, ok: false, error: said, ofOneWrite: isOfOneWrite(error), code }
  }
}
