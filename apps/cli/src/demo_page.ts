// The demo page as built by vite, read once into memory: what is not in the list cannot be asked for. Headers of a page of ours.
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Refusal } from './failures.ts'

// The same place seen from src/ and from dist/.
const folder = fileURLToPath(new URL('../dist/demo/', import.meta.url))

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

interface Page {
  readonly body: Uint8Array<ArrayBuffer>
  readonly type: string
  readonly caching: string
}

/** Answers GET and HEAD for the files of the demo; `undefined` for everything else. */
export async function createDemoPage(): Promise<(request: Request) => Response | undefined> {
  const pages = await readPages()
  return (request) => {
    const url = new URL(request.url)
    const page = pages.get(url.pathname)
    if (page === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return undefined
    return new Response(request.method === 'HEAD' ? null : page.body, {
      headers: {
        'content-type': page.type,
        'content-length': String(page.body.byteLength),
        'cache-control': page.caching,
        ...securityHeaders(url.host),
      },
    })
  }
}

async function readPages(): Promise<ReadonlyMap<string, Page>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const pages = new Map<string, Page>()
  for (const entry of entries) {
    const type = types[extname(entry.name)]
    if (!entry.isFile() || type === undefined) continue
    const path = join(entry.parentPath, entry.name)
    const name = relative(folder, path).split(sep).join('/')
    // Names under assets/ carry a hash of their content.
    const caching = name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
    pages.set(name === 'index.html' ? '/' : `/${name}`, { body: new Uint8Array(await readFile(path)), type, caching })
  }
  if (!pages.has('/')) {
    const message = 'the demo page is not built. In the repository run `npm run build` first'
    throw new Refusal(`roompass: ${message}`, { ok: false, code: 'not_built', message })
  }
  return pages
}

function securityHeaders(host: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data: blob:",
      "media-src 'self' blob:",
      // 'self' does not cover WebSockets in every browser.
      /^[\w.:[\]-]+$/.test(host) ? `connect-src 'self' ws://${host} wss://${host}` : "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ].join('; '),
    'permissions-policy': 'camera=(self), microphone=(self), display-capture=(self), geolocation=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  }
}
