// What a file is, as far as its path and its text tell: code or data, of a test, published by a bundler, meant for browsers.
import { basename, extname } from 'node:path'

export type Kind = 'code' | 'data' | 'dotenv' | 'prose'

const kinds: Readonly<Record<string, Kind>> = {
  ...kindOf('data', 'json json5 jsonc yaml yml toml ini cfg conf config properties plist xml tfvars tf secret pem txt'),
  ...kindOf('prose', 'md mdx rst adoc'),
}

function kindOf(kind: Kind, extensions: string): Record<string, Kind> {
  return Object.fromEntries(extensions.split(' ').map((extension) => [`.${extension}`, kind]))
}

export interface Place {
  /** Relative to the folder that is scanned, with `/`. */
  readonly path: string
  readonly kind: Kind
  /** What is found in a test is likely to be made up. */
  readonly test: boolean
  /** In a folder that is served as it is. */
  readonly published: boolean
}

export function placeOf(path: string): Place {
  const name = basename(path)
  const kind = /^\.env(?:\.|$)|\.env$/.test(name) ? 'dotenv' : (kinds[extname(name).toLowerCase()] ?? 'code')
  return {
    path,
    kind,
    test: /(?:^|\/)(?:tests?|__tests__|__mocks__|specs?|fixtures?|testdata|vectors)\/|[._](?:test|spec)\.\w+$/.test(
      path,
    ),
    published: /(?:^|\/)(?:dist|build|public|static|out|www|wwwroot|assets|_next)\//.test(path),
  }
}

/** Where a secret may lie as long as it is not in git: files that are made for it. */
export function isHomeOfSecrets({ path, kind }: Place): boolean {
  return kind === 'dotenv' || /(?:^|\/)\.roompass\/|\.secret$/.test(path)
}

const markup = /\.(?:html?|vue|svelte)$/i
const browser =
  /["']use client["']|\bdocument\s?\.\s?(?:getElementById|querySelector|createElement|body|head|cookie)\b|\bwindow\s?\.\s?[a-zA-Z]|\buse(?:State|Effect|LayoutEffect|Ref|Callback)\s?\(|@zegocloud\/zego-uikit-prebuilt/
const node =
  /\bfrom\s?["'](?:node:|server-only|express|fastify|hono|next\/server)|\brequire\(["'](?:node:|express|fastify|crypto["']|fs["']|http["'])/

/** Whether a text is code that runs in a browser. Where it has marks of both sides it is taken for the server's, which renders pages. */
export function isForBrowsers({ path }: Place, text: string): boolean {
  return markup.test(path) || (browser.test(text) && !node.test(text))
}
