// A page in Chromium with the official kit and ours side by side, and no way out: every host but the page's own is refused, and noted.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromium, type BrowserContext, type Page } from 'playwright'
import { chromiumFlags, chromiumPath } from '../../tools/chromium.ts'

const require = createRequire(import.meta.url)
const origin = 'http://127.0.0.1'
const page = `<!doctype html><meta charset="utf-8"><title>Both kits</title>
<body><script src="/official.js"></script><script src="/ours.js"></script></body>`

export interface ClosedPage {
  readonly page: Page
  /** Hosts that something in the page tried to reach. */
  readonly tried: ReadonlySet<string>
  /** URLs of other hosts that answered. */
  readonly answered: readonly string[]
  /** A page that has just begun. */
  reload(): Promise<void>
  close(): Promise<void>
}

export async function openClosedPage(): Promise<ClosedPage> {
  const executablePath = chromiumPath()
  if (executablePath === undefined) throw new Error('no Chromium: install one, or name it in CHROMIUM_PATH')
  const files = await filesOfThePage()
  // No name and no address leads anywhere, even for what routes do not see.
  const args = [...chromiumFlags, '--host-resolver-rules=MAP * ~NOTFOUND']
  const browser = await chromium.launch({ executablePath, args })
  const context = await browser.newContext({ serviceWorkers: 'block' })
  const tried = new Set<string>()
  const answered: string[] = []
  await shut(context, files, tried)
  context.on('response', (response) => {
    if (!response.url().startsWith(`${origin}/`)) answered.push(response.url())
  })
  const opened = await context.newPage()
  const reload = async (): Promise<void> => {
    await opened.goto(`${origin}/`)
    await opened.waitForFunction(() => 'sideBySide' in window && 'ZegoUIKitPrebuilt' in window)
  }
  await reload()
  return { page: opened, tried, answered, reload, close: () => browser.close() }
}

async function shut(context: BrowserContext, files: ReadonlyMap<string, string>, tried: Set<string>): Promise<void> {
  await context.route('**/*', (route) => {
    const url = new URL(route.request().url())
    const body = url.origin === origin ? files.get(url.pathname) : undefined
    if (body !== undefined) {
      return route.fulfill({ body, contentType: url.pathname === '/' ? 'text/html' : 'text/javascript' })
    }
    tried.add(url.host)
    return route.abort()
  })
  await context.routeWebSocket(/.*/, (socket) => {
    tried.add(new URL(socket.url()).host)
    return socket.close()
  })
}

async function filesOfThePage(): Promise<ReadonlyMap<string, string>> {
  const official = require.resolve('@zegocloud/zego-uikit-prebuilt')
  const entryPoints = [fileURLToPath(new URL('page.ts', import.meta.url))]
  const { outputFiles } = await build({ entryPoints, bundle: true, platform: 'browser', format: 'iife', write: false })
  return new Map([
    ['/', page],
    ['/official.js', await readFile(official, 'utf8')],
    ['/ours.js', outputFiles[0]?.text ?? ''],
  ])
}
