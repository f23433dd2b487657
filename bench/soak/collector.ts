// Loaded before a server (`NODE_OPTIONS=--import=…`): on SIGUSR2 it collects its garbage, so that what is left is what is held.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect: unknown = runInNewContext('gc')
process.on('SIGUSR2', () => {
  if (typeof collect === 'function') collect()
})
