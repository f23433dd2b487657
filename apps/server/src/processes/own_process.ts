// One of several processes, as it sees itself: what the parent says to it, what it needs of the others, and how it says what became of it.
import type { Server } from 'node:http'
import type { RoompassParts } from '../app.ts'
import { nodePlaceOf, settingsOfProcess } from '../config/of_process.ts'
import { ConfigError } from '../config/problems.ts'
import type { Settings } from '../config/settings.ts'
import { createLog, type Log } from '../log.ts'
import type { Failure, Notice, Prepared, Welcome } from './messages.ts'
import { openNodeDoor } from './node_door.ts'
import { createSiblings } from './siblings.ts'
import { createTalk } from './talk.ts'

/** What a Roompass of one of several processes is made with. */
export interface Settled {
  readonly settings: Settings
  readonly parts: Pick<RoompassParts, 'siblings' | 'log'>
  /** For {@link ListenOptions.nodes}. */
  readonly nodes: Server
}

export interface OwnProcess {
  /** Its number, from 1, and how many there are. */
  readonly process: number
  readonly count: number
  /**
   * Opens its door for other nodes.
   * @param port for clients
   * @throws ConfigError for what several processes cannot have
   */
  settle(settings: Settings, port: number): Promise<Settled>
  /** Everything but the door for clients is there. @returns when that is to be opened @param ownMetrics of this process alone */
  prepared(about: Prepared, ownMetrics: () => string): Promise<void>
  listening(url: string): void
  /** It cannot start. @returns when that was said */
  failed(failure: Failure): Promise<void>
  /** Calls back when it is to end. */
  whenTold(end: () => void): void
}

/** The channel to the parent: `process`. */
export interface Channel {
  readonly connected: boolean
  send?(message: object, done?: (error: Error | null) => void): boolean
  on(event: 'message', heard: (message: unknown) => void): unknown
}

/** To be called first in a process that {@link superviseProcesses} has started. @throws Error where it was not */
export async function joinProcesses(channel: Channel = process): Promise<OwnProcess> {
  const followers: ((notice: Notice) => void)[] = []
  const follow = (noticed: (notice: Notice) => void): void => void followers.push(noticed)
  let ownMetrics: (() => string) | null = null
  const send = (message: object): void => {
    // A parent that is gone ends this process anyway.
    if (channel.connected) channel.send?.(message, () => undefined)
  }
  const talk = createTalk({
    send,
    noticed(notice) {
      for (const noticed of followers) noticed(notice)
    },
    answers: {
      own_metrics() {
        if (ownMetrics === null) throw new Error('it is not prepared yet')
        return ownMetrics()
      },
    },
  })
  const told = <T extends Notice['tell']>(what: T): Promise<Extract<Notice, { tell: T }>> =>
    new Promise((done) =>
      follow((notice) => {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- this is the notice by its name
        if (notice.tell === what) done(notice as Extract<Notice, { tell: T }>)
      }),
    )
  if (!channel.connected)
    throw new Error('this process has no parent to join: start it with roompass serve --processes')
  channel.on('message', (message) => talk.hear(message))
  const welcomed = told('welcome')
  const opened = told('open')
  talk.tell({ tell: 'here' })
  const welcome = await welcomed
  const connected = (): boolean => channel.connected
  return {
    process: welcome.process,
    count: welcome.count,
    async settle(settings, port) {
      const nodes = await openOwnDoor(settings, welcome, port)
      return {
        settings: nodes.settings,
        nodes: nodes.server,
        parts: {
          siblings: createSiblings({ talk, follow, connected }, welcome, settings.node === null),
          log: numbered(
            createLog((line) => process.stderr.write(line)),
            welcome.process,
          ),
        },
      }
    },
    async prepared(about, metrics) {
      ownMetrics = metrics
      talk.tell({ tell: 'prepared', ...about })
      await opened
    },
    listening: (url) => talk.tell({ tell: 'listening', url }),
    failed: (failure) =>
      new Promise((done) => {
        const notice: Notice = { tell: 'failed', failure }
        if (channel.connected && channel.send !== undefined) channel.send(notice, () => done())
        else done()
      }),
    whenTold: (end) =>
      follow((notice) => {
        if (notice.tell === 'drain') end()
      }),
  }
}

async function openOwnDoor(
  settings: Settings,
  welcome: Welcome,
  port: number,
): Promise<{ readonly server: Server; readonly settings: Settings }> {
  const place = nodePlaceOf(settings, welcome, port)
  const door = await openNodeDoor(place.host, place.port).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    const message = `process ${welcome.process} cannot listen for other nodes at port ${place.port} of ${place.host}: ${code}`
    throw new ConfigError([
      {
        setting: 'node.url',
        message,
        fix: 'name an address of this machine, and a port from which on as many are free',
      },
    ])
  })
  return {
    server: door.server,
    settings: settingsOfProcess(settings, welcome, { host: place.host, port: door.port }, welcome.secret),
  }
}

/** Says of each line which process it is from. */
function numbered(log: Log, process: number): Log {
  return {
    info: (event, fields) => log.info(event, { process, ...fields }),
    warn: (event, fields) => log.warn(event, { process, ...fields }),
    error: (event, fields) => log.error(event, { process, ...fields }),
  }
}
