// The admin page as vite built it, read once into memory: what is not in the list cannot be asked for. It says nothing of this server; what it
// shows comes from the routes.
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { HttpAnswer, type HttpRequest } from '../transport/message.ts'

/** Answers what the page is made of; undefined for every other path. */
export type AdminPage = (request: Pick<HttpRequest, 'method' | 'path'>) => HttpAnswer | undefined

// The same place seen from src/ and from dist/.
const folder = fileURLToPath(new URL('../../dist/page/', import.meta.url))

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

interface File {
  readonly body: Uint8Array<ArrayBuffer>
  readonly headers: Readonly<Record<string, string>>
}

/** Where nothing was built (in the repository, before `npm run build`) there is no page. */
export async function readAdminPage(from: string = folder): Promise<AdminPage> {
  const files = await readFiles(from)
  return ({ method, path }) => {
    const file = files.get(path)
    if (file === undefined || (method !== 'GET' && method !== 'HEAD')) return undefined
    return new HttpAnswer(200, file.headers, file.body)
  }
}

async function readFiles(from: string): Promise<ReadonlyMap<string, File>> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = new Map<string, File>()
  for (const entry of entries) {
    const type = types[extname(entry.name)]
    if (!entry.isFile() || type === undefined) continue
    const path = join(entry.parentPath, entry.name)
    const name = relative(from, path).split(sep).join('/')
    const body = new Uint8Array(await readFile(path))
    // Names under assets/ carry a hash of their content.
    const caching = name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
    const own = { 'content-type': type, 'content-length': String(body.byteLength), 'cache-control': caching }
    const file = { body, headers: { ...own, ...securityHeaders } }
    if (name === 'index.html') files.set('/admin', file)
    files.set(name === 'index.html' ? '/admin/' : `/admin/${name}`, file)
  }
  return files
}

const securityHeaders = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'permissions-policy': 'camera=(), microphone=(), display-capture=(), geolocation=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const
