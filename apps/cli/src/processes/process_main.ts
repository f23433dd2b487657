// One of the processes of `roompass serve --processes`: the server as the config says, among the others. Only its parent speaks to people.
import { createRoompass, joinProcesses, loadConfig, type OwnProcess } from '@roompass/server'
import { addressOf } from '../address.ts'
import { readConfigFile } from '../config_file.ts'
import { endInOrder } from '../ending.ts'
import { Refusal } from '../failures.ts'
import { endsWithinMs, openDoor, refusalOf } from '../process.ts'
import { mindNoReader } from '../terminal.ts'

async function begin(own: OwnProcess): Promise<void> {
  const at = addressOf(process.env)
  const file = await readConfigFile()
  const config = loadConfig({ env: process.env, ...(file === undefined ? {} : { file }) })
  const { settings, parts, nodes } = await own.settle(config, at.port)
  const roompass = await createRoompass(settings, parts)
  const patienceMs = roompass.drain.delay * 1000 + endsWithinMs
  await own.prepared({ metrics: config.metrics, patienceMs }, () => roompass.metrics.text())
  const door = await openDoor(roompass, at, { nodes })
  // A terminal and a service manager signal everybody, and so does the parent: that is one wish.
  const end = endInOrder({ drain: () => door.drain(), patienceMs, log: roompass.log, impatient: false })
  own.whenTold(end)
  own.listening(door.url)
}

mindNoReader()
const own = await joinProcesses()
try {
  await begin(own)
} catch (error) {
  const refusal = refusalOf(error)
  if (!(refusal instanceof Refusal)) throw error
  await own.failed({ message: refusal.message, details: refusal.details })
  process.exit(1)
}
