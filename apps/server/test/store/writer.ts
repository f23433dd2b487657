// A process of its own for the tests of crashes: writes entries into the store that its first argument names, several at a time, and says
// on standard output which were acknowledged (`+ name`) and which were not (`- name`). Says then whether the store says that it can write (`? yes`), and
// writes once more and ends when a line arrives.
import { once } from 'node:events'
import { auditEntry } from '../../src/audit/entry.ts'
import { openStore } from '../../src/store/open.ts'

const [place = '', run = ''] = process.argv.slice(2)
const store = await openStore(place)
let stopped = false
let n = 0

async function write(): Promise<void> {
  const name = `${run}-${(n += 1)}`
  try {
    await store.recordAudit(auditEntry({ at: n, event: 'token.issued', userId: name }))
    process.stdout.write(`+ ${name}\n`)
  } catch {
    process.stdout.write(`- ${name}\n`)
    stopped = true
  }
}

async function writeOn(): Promise<void> {
  while (!stopped) await write()
}

async function check(): Promise<void> {
  const can = await store.check().then(
    () => 'yes',
    () => 'no',
  )
  process.stdout.write(`? ${can}\n`)
}

await Promise.all([writeOn(), writeOn(), writeOn()])
await check()
await once(process.stdin, 'data')
await check()
await write()
process.exit()
