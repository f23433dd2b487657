// Loaded before a server (`NODE_OPTIONS=--import=…`): its wall clock shows as many milliseconds more as stand in the file `BENCH_CLOCK`. The time that
// passes is left alone, as when somebody sets a clock. Of the threads too; what SQLite itself reads is not shifted, which is when a node was last seen.
import { readFileSync } from 'node:fs'

const file = process.env['BENCH_CLOCK'] ?? ''
const RealDate = Date
const realNow = Date.now
const [readEveryMs, monotonic] = [5, performance.now.bind(performance)]
let [shift, readAt] = [0, -Infinity]

function shiftedNow(): number {
  if (monotonic() - readAt > readEveryMs) {
    readAt = monotonic()
    shift = Number(readFileSync(file, 'utf8'))
  }
  return realNow() + shift
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: unknown[], self) =>
    Reflect.construct(target, args.length === 0 ? [shiftedNow()] : args, self),
  apply: () => new RealDate(shiftedNow()).toString(),
  get: (target, name, self) => (name === 'now' ? shiftedNow : Reflect.get(target, name, self)),
})
