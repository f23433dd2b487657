// Clients in a thread of their own, who come while the thread of the server is busy: the system takes their connections, and the server has not yet.
import { Worker } from 'node:worker_threads'
import { onTestFinished } from 'vitest'

export interface Knockers {
  /** Holds this thread until all of them have connected and sent their request, and then for so long, in milliseconds. */
  comeAndHold(ms: number): void
  /** What each of them got: the status of an answer, or the code of an error. */
  readonly outcomes: Promise<readonly string[]>
}

const code = `
  const { connect } = require('node:net')
  const { parentPort, workerData: { port, count, request, signal } } = require('node:worker_threads')
  const outcomes = []
  let [sent, begun] = [0, false]
  const knock = () => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request, () => {
      sent += 1
      if (sent === count) { Atomics.store(signal, 1, 1); Atomics.notify(signal, 1) }
    }))
    let [heard, error] = ['', 'closed']
    socket.on('data', (data) => (heard += data))
    socket.on('error', (why) => (error = why.code))
    socket.on('close', () => {
      outcomes.push(/^HTTP\\/1.1 (\\d{3})/.exec(heard)?.[1] ?? error)
      if (outcomes.length === count) parentPort.postMessage(outcomes)
    })
  }
  const waiting = setInterval(() => {
    if (begun || Atomics.load(signal, 0) === 0) return
    begun = true
    clearInterval(waiting)
    for (let n = 0; n < count; n += 1) knock()
  }, 2)
  parentPort.postMessage('ready')
`

/** @param request the bytes that each of them sends, on a connection of its own */
export async function createKnockers(port: number, count: number, request: string): Promise<Knockers> {
  const signal = new Int32Array(new SharedArrayBuffer(8))
  const worker = new Worker(code, { eval: true, workerData: { port, count, request, signal } })
  onTestFinished(() => void worker.terminate())
  await new Promise((ready) => worker.once('message', ready))
  const outcomes = new Promise<readonly string[]>((done) => worker.once('message', done))
  return {
    comeAndHold(ms) {
      Atomics.store(signal, 0, 1)
      if (Atomics.wait(signal, 1, 0, 10_000) === 'timed-out') throw new Error('they did not connect')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
    },
    outcomes,
  }
}
