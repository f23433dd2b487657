// Whether the server can listen where it is told to, or does so already.
import { createServer } from 'node:net'
import { whyTaken, type Address } from '../../address.ts'
import { failed, ok, warning, type Check, type Verdict } from '../verdict.ts'

export const ports: Check = {
  id: 'ports',
  async run({ at, settings }, signal) {
    const metrics = settings?.metrics ?? null
    return Promise.all([
      judge(at, ['HOST', 'PORT'], (url) => whoAnswers(url, settings?.appId ?? null, signal)),
      ...(metrics === null
        ? []
        : [judge(metrics, ['ROOMPASS_METRICS_HOST', 'ROOMPASS_METRICS_PORT'], (url) => whoseMetrics(url, signal))]),
    ])
  },
}

async function judge(
  at: Address,
  [hostVariable, portVariable]: readonly [string, string],
  who: (url: string) => Promise<Verdict | null>,
): Promise<Verdict> {
  const where = `${at.host}:${at.port}`
  if (at.port === 0) return ok(`any free port of ${at.host}`)
  const code = await tryToListen(at)
  if (code === null) return ok(`${where} is free`)
  const own = code === 'EADDRINUSE' ? await who(urlOf(at)) : null
  if (own !== null) return own
  const why = whyTaken(code, at, hostVariable, portVariable)
  return failed(
    why?.message ?? `${where} cannot be had: ${code}`,
    why?.mend ?? `set ${hostVariable} and ${portVariable}`,
  )
}

/** Null when it worked, else the code of the error. Nobody connects in this moment: it is closed at once. */
function tryToListen({ host, port }: Address): Promise<string | null> {
  return new Promise((done) => {
    const server = createServer((socket) => socket.destroy())
    server.on('error', (error) => done('code' in error ? String(error.code) : 'unknown'))
    server.listen({ host, port, exclusive: true }, () => server.close(() => done(null)))
  })
}

/** A server that listens everywhere is asked on this machine. */
function urlOf({ host, port }: Address): string {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

/** Null when it is no Roompass. */
async function whoAnswers(url: string, appId: number | null, signal: AbortSignal): Promise<Verdict | null> {
  const app = await answerOf(`${url}/v1/app`, signal)
  if (app === null || !/"appId":\d+/.test(app.text)) return null
  const running = Number(/"appId":(\d+)/.exec(app.text)?.[1])
  if (appId !== null && running !== appId)
    return failed(`at ${url} runs a Roompass of another app, ${running}`, 'stop that one, or choose another port: PORT')
  const ready = await answerOf(`${url}/readyz`, signal)
  return ready?.status === 200
    ? ok(`this server runs at ${url}, and is ready`)
    : warning(
        `this server runs at ${url}, and is not ready`,
        'look into its log; while it drains this is as it should be',
      )
}

async function whoseMetrics(url: string, signal: AbortSignal): Promise<Verdict | null> {
  const answer = await answerOf(`${url}/metrics`, signal)
  return answer?.text.includes('roompass_') === true ? ok(`metrics are served at ${url}`) : null
}

async function answerOf(url: string, signal: AbortSignal): Promise<{ status: number; text: string } | null> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal })
    return { status: response.status, text: await response.text() }
  } catch {
    return null
  }
}
