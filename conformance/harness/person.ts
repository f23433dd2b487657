// A person at a browser: a context of their own, a page, and everything that page did that it should not have.
import { chromium, type Browser, type Page } from 'playwright'
import { chromiumFlags, chromiumPath } from '../../tools/chromium.ts'
import { installProbe, type SocketSeen } from './probe.ts'

/** A message on a WebSocket of the page. */
export interface Frame {
  readonly sent: boolean
  readonly type: string
  readonly text: string
}

export interface Person {
  readonly page: Page
  /** Every message on every WebSocket so far, in order. */
  readonly frames: readonly Frame[]
  /** Every URL that the page asked for, WebSockets among them. */
  readonly urls: readonly string[]
  /** Every line of the page's console, with its kind in front. */
  readonly console: readonly string[]
  sockets(): Promise<SocketSeen[]>
  /** Errors in the page, violations of its policy, and hosts it must not talk to. Asked before the page goes. */
  complaints(): Promise<string[]>
  close(): Promise<void>
}

export interface PersonOptions {
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly colorScheme?: 'light' | 'dark'
  /** An IANA name. Default: that of the machine. */
  readonly timezoneId?: string
}

/** The Chromium of the journeys. @throws Error where there is none */
export async function openBrowser(): Promise<Browser> {
  const executablePath = chromiumPath()
  if (executablePath === undefined) throw new Error('no Chromium: install one, or name it in CHROMIUM_PATH')
  return chromium.launch({ executablePath, args: [...chromiumFlags] })
}

export async function openPerson(browser: Browser, options: PersonOptions = {}): Promise<Person> {
  const { viewport = { width: 1280, height: 800 }, colorScheme = 'light' } = options
  const context = await browser.newContext({
    viewport,
    colorScheme,
    ...(options.timezoneId === undefined ? {} : { timezoneId: options.timezoneId }),
    permissions: ['camera', 'microphone'],
    serviceWorkers: 'block',
  })
  context.setDefaultTimeout(15_000)
  await context.addInitScript(installProbe)
  const page = await context.newPage()
  const frames: Frame[] = []
  const urls: string[] = []
  const lines: string[] = []
  const errors: string[] = []
  page.on('request', (request) => urls.push(request.url()))
  page.on('console', (message) => lines.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => errors.push(`page error: ${error.message}`))
  page.on('websocket', (socket) => {
    urls.push(socket.url())
    socket.on('framesent', ({ payload }) => frames.push(frameOf(true, payload)))
    socket.on('framereceived', ({ payload }) => frames.push(frameOf(false, payload)))
  })
  return {
    page,
    frames,
    urls,
    console: lines,
    sockets: () => page.evaluate(() => window.roompassProbe.sockets),
    async complaints() {
      const { violations, iceServers } = await page.evaluate(() => ({
        violations: window.roompassProbe.violations,
        iceServers: window.roompassProbe.iceServers,
      }))
      return [
        ...lines.filter((line) => /^(error|warning): /.test(line)).map((line) => `console ${line}`),
        ...errors,
        ...violations.map((violation) => `policy: ${violation}`),
        ...[...urls, ...iceServers].filter((url) => !isLoopback(url)).map((url) => `foreign host: ${url}`),
      ]
    },
    close: () => context.close(),
  }
}

function frameOf(sent: boolean, payload: string | Buffer): Frame {
  const text = payload.toString()
  const message: unknown = JSON.parse(text)
  const type = typeof message === 'object' && message !== null && 'type' in message ? String(message.type) : ''
  return { sent, type, text }
}

/** Whether a URL stays on this machine: an address of loopback, or no host at all (data:, blob:, about:). */
export function isLoopback(url: string): boolean {
  if (/^(data|blob|about):/.test(url)) return true
  const host = /^(?:stuns?|turns?):/.test(url) ? url.replace(/^\w+:/, '').replace(/[:?].*$/, '') : new URL(url).hostname
  return host === '127.0.0.1' || host === 'localhost' || host === '[::1]'
}
