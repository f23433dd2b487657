// Hints through Postgres: LISTEN on a connection of its own. The store notifies on the same channel with each commit that matters.
import type { Client } from 'pg'
import { channel } from '../store/postgres/channel.ts'
import { createClient, type PostgresOptions } from '../store/postgres/connections.ts'
import { createEars, isTopic, type Bus } from './bus.ts'

/** Milliseconds: between two attempts to connect, and between two questions whether the line still is one. */
const pause = 500
const pingEvery = 5000
const pingPatience = 4000

/** Connects in the background, and again whenever the line breaks. */
export function createPostgresBus(options: Pick<PostgresOptions, 'url'>): Bus {
  const ears = createEars()
  let line: Client | null = null
  const controller = new AbortController()
  const { signal } = controller
  const closed = new Promise<void>((done) => signal.addEventListener('abort', () => done()))

  /** One line from its beginning to its end. */
  const hold = async (): Promise<void> => {
    const client = createClient(options)
    const over = new Promise<void>((done) => client.once('end', () => done()))
    try {
      client.on('notification', ({ payload }) => {
        if (!signal.aborted && isTopic(payload)) ears.hear(payload)
      })
      await client.connect()
      // A line may be taken and not answered.
      const answered = await Promise.race([answers(client, `listen ${channel}`), closed])
      if (answered !== true || signal.aborted) return
      line = client
      // What was hinted while nobody listened was missed.
      ears.hearAll()
      await Promise.race([over, silent(client, signal), closed])
    } finally {
      line = null
      // A line that is dead does not answer its end either.
      await Promise.race([client.end().catch(() => undefined), later(pause)])
    }
  }
  const holdOn = async (): Promise<void> => {
    while (!signal.aborted) {
      await hold().catch(() => undefined)
      await Promise.race([later(pause), closed])
    }
  }
  const holding = holdOn()

  return {
    hint(topic) {
      line?.query('select pg_notify($1, $2)', [channel, topic]).catch(() => undefined)
    },
    listen: ears.listen,
    get connected() {
      return line !== null
    },
    async close() {
      controller.abort()
      await holding
    },
  }
}

/** Resolves when a line has not answered in time. Only asking shows that the other end is gone without a word. */
async function silent(client: Client, signal: AbortSignal): Promise<void> {
  for (;;) {
    await later(pingEvery)
    if (signal.aborted) return
    if (!(await answers(client, 'select 1'))) return
  }
}

/** Whether the other end answers in time. */
function answers(client: Client, sql: string): Promise<boolean> {
  const answer = client.query(sql).then(
    () => true,
    () => false,
  )
  return Promise.race([answer, later(pingPatience).then(() => false)])
}

function later(ms: number): Promise<void> {
  return new Promise((done) => void setTimeout(done, ms).unref())
}
