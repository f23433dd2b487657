// A real LiveKit server of the tests' own, on free ports of the loopback. No distribution has it: `.ci/run` builds it from its Go module.
import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { SignJWT } from 'jose'
import { ended, findProgram, freePort } from './command.ts'

/** What it says of somebody who is there. */
export interface LiveKitParticipant {
  readonly identity: string
  readonly name: string
  readonly permission: Readonly<Record<string, unknown>>
}

export interface LiveKitHost {
  readonly apiKey: string
  readonly apiSecret: string
  /** Where clients connect to: `ws://…`. */
  readonly url: string
  /** Everybody in a room, by its own account. */
  readonly participants: (room: string) => Promise<readonly LiveKitParticipant[]>
  /** Puts somebody out, as an operator of it would. */
  readonly remove: (room: string, identity: string) => Promise<void>
  readonly stop: () => Promise<void>
}

const program = findProgram('livekit-server')

/** False where there is none: then what needs one is left out by name. */
export const hasLiveKit: boolean = program !== null

export async function startLiveKit(): Promise<LiveKitHost> {
  if (program === null) throw new Error('livekit-server is not installed')
  const [apiKey, apiSecret] = ['APIroompass', 'the secret that LiveKit and the tests share']
  const [port, tcp, udp] = [await freePort(), await freePort(), await freePort()]
  const config = {
    port,
    bind_addresses: ['127.0.0.1'],
    rtc: {
      tcp_port: tcp,
      udp_port: udp,
      // Nobody outside this machine is asked for an address, or told one.
      node_ip: '127.0.0.1',
      ips: { includes: ['127.0.0.1/32'] },
      enable_loopback_candidate: true,
      use_external_ip: false,
      stun_servers: [],
    },
    keys: { [apiKey]: apiSecret },
    logging: { level: 'error' },
  }
  const env = { ...process.env, LIVEKIT_CONFIG: JSON.stringify(config) }
  const server = spawn(program, [], { stdio: ['ignore', 'pipe', 'pipe'], env })
  let said = ''
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => (said += text))
  for (let n = 0; !(await answers(`http://127.0.0.1:${port}`)); n += 1) {
    if (server.exitCode !== null || n === 200) throw new Error(`LiveKit does not answer: ${said}`)
    await pause(50)
  }
  /** What an operator may ask: its RoomService. */
  const ask = async (method: string, body: { readonly room: string; readonly identity?: string }) => {
    const admin = await new SignJWT({ video: { room: body.room, roomAdmin: true } })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(apiKey)
      .setExpirationTime('1m')
      .sign(new TextEncoder().encode(apiSecret))
    const response = await fetch(`http://127.0.0.1:${port}/twirp/livekit.RoomService/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${admin}` },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${method}: ${response.status} ${await response.text()}`)
    return response.json()
  }
  return {
    apiKey,
    apiSecret,
    url: `ws://127.0.0.1:${port}`,
    participants: async (room) => (await ask('ListParticipants', { room })).participants ?? [],
    remove: async (room, identity) => ask('RemoveParticipant', { room, identity }),
    async stop() {
      server.kill('SIGKILL')
      await ended(server)
    },
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  )
}
