// What real proxies of the tests' own have in common: a file that people copy, filled in with other ports, and a program that runs it.
import type { ChildProcess } from 'node:child_process'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

export interface ProxyHost {
  readonly url: string
  /** What it complains of. */
  readonly complaints: () => string
  readonly end: () => Promise<void>
}

/** An example with the ports of nodes for those that it names (`127.0.0.1:8787` and so on). @throws Error when it names another number */
export function withPorts(text: string, ports: readonly number[]): string {
  const left = [...ports]
  const filled = text.replaceAll(/\b127\.0\.0\.1:\d+/g, () => `127.0.0.1:${left.shift()}`)
  if (left.length > 0 || filled.includes('undefined')) throw new Error('the example names another number of nodes')
  return filled
}

/** @throws Error when nobody answers at the port within five seconds, or the program has ended */
export async function listens(server: ChildProcess, port: number, complaints: () => string): Promise<void> {
  for (let n = 0; n < 100; n += 1) {
    if (await opens(port)) return
    if (server.exitCode !== null) throw new Error(`${server.spawnfile} ended with ${server.exitCode}: ${complaints()}`)
    await pause(50)
  }
  throw new Error(`${server.spawnfile} does not answer: ${complaints()}`)
}

function opens(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => done(true)).on('error', () => done(false))
    socket.on('connect', () => socket.destroy())
  })
}
