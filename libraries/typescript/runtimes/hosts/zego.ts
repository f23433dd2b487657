// The suite of old programs as a command in CommonJS: reads the vectors in the folder of its argument, prints the report as one line.
import { readFileSync } from 'node:fs'
import { runChecks } from '../suite/checks.ts'
import { readVectors } from '../suite/vectors.ts'
import { zegoChecks, type DropIn, type Under } from '../suite/zego.ts'

const name = '@roompass/token/zego'

/** A fresh copy each time: randomness is drawn ahead, in blocks. */
const under: Under = (now, random, mint) => {
  const crypto: { randomFillSync: unknown } = require('crypto')
  const real = { now: Date.now, randomFillSync: crypto.randomFillSync }
  Date.now = () => now * 1000
  crypto.randomFillSync = (bytes: Uint8Array) => bytes.map((_, i) => (bytes[i] = random[i % random.length]!))
  try {
    Reflect.deleteProperty(require.cache, require.resolve(name))
    return mint(load())
  } finally {
    Date.now = real.now
    crypto.randomFillSync = real.randomFillSync
  }
}

function load(): DropIn {
  return require(name)
}

const folder = process.argv[2] ?? ''
const vectors = readVectors((file) => readFileSync(`${folder}/${file}`, 'utf8'))
console.log(JSON.stringify(runChecks(zegoChecks(load(), under, vectors))))
