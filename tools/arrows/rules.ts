// The arrows that may exist, as data (ARCHITECTURE.md, "The arrows that may exist"). What is not written here is not allowed.

/** A folder of sources: what of this repository, of Node and of npm it may import besides itself. The longest folder that fits a file decides. */
export interface Zone {
  readonly folder: string
  /** Folders or files of this repository. */
  readonly repository: readonly string[]
  readonly node: boolean
  /** Packages of npm; `any` leaves it to the dependencies in package.json. */
  readonly packages: readonly string[] | 'any'
  readonly rule: string
}

/** Something that certain folders must not know, though their zone would let them. */
export interface Ban {
  readonly folders: readonly string[]
  /** Files of these folders that may. */
  readonly except?: readonly string[]
  /** Folders or files of this repository, and what in them may be known all the same. */
  readonly repository?: readonly string[]
  readonly but?: readonly string[]
  /** Builtins of Node, without `node:`. */
  readonly node?: readonly string[]
  readonly packages?: readonly string[]
  readonly globals?: readonly string[]
  readonly rule: string
}

const token = 'libraries/typescript/src'
const room = 'packages/room/src'
const uikit = 'packages/uikit/src'
const server = 'apps/server/src'
const page = 'apps/server/page'
const cli = 'apps/cli/src'

export const zones: readonly Zone[] = [
  {
    folder: token,
    repository: [],
    node: false,
    packages: [],
    rule: 'the token library imports nothing of this repository, and nothing at all but in its two providers',
  },
  {
    folder: `${token}/crypto/node.ts`,
    repository: [token],
    node: true,
    packages: [],
    rule: 'the provider for Node imports node: and the library',
  },
  {
    folder: `${token}/crypto/any_node.ts`,
    repository: [token],
    node: true,
    packages: [],
    rule: 'the provider for every Node imports node: and the library',
  },
  {
    folder: `${token}/crypto/portable.ts`,
    repository: [token],
    node: false,
    packages: ['@noble/ciphers', '@noble/hashes'],
    rule: 'the portable provider imports @noble and the library',
  },
  {
    folder: `${room}/protocol`,
    repository: [],
    node: false,
    packages: [],
    rule: 'the protocol of the room imports nothing',
  },
  {
    folder: `${room}/hub`,
    repository: [`${room}/protocol`],
    node: false,
    packages: [],
    rule: 'the hub knows the protocol and nothing else: no socket, no HTTP, no token library',
  },
  {
    folder: `${room}/client`,
    repository: [`${room}/protocol`],
    node: false,
    packages: [],
    rule: 'the room client imports the protocol and nothing else: to it a token is a string',
  },
  {
    folder: uikit,
    repository: [`${room}/client`, token],
    node: false,
    packages: ['preact', '@preact/signals'],
    rule: 'the kit imports the room client, the token library and Preact',
  },
  {
    folder: server,
    repository: [token, `${room}/hub`, `${room}/protocol`],
    node: true,
    packages: 'any',
    rule: 'the server imports the token library, the hub and the protocol',
  },
  {
    folder: page,
    repository: [token],
    node: false,
    packages: ['preact', '@preact/signals'],
    rule: 'the admin page imports the token library and Preact; all it knows of the server comes over HTTP',
  },
  {
    folder: cli,
    repository: [token, server],
    node: true,
    packages: 'any',
    rule: 'the command line imports the token library and the server',
  },
  {
    folder: 'apps/cli/demo',
    repository: [uikit],
    node: false,
    packages: [],
    rule: 'the demo page imports the kit, as a page of an app would',
  },
]

const environment = ['process.env']

/** What stands for the page that a script runs in. */
const pageGlobals: readonly string[] =
  `
  window document navigator location history screen localStorage sessionStorage customElements
  getComputedStyle matchMedia requestAnimationFrame cancelAnimationFrame Element HTMLElement HTMLVideoElement
  HTMLAudioElement ShadowRoot Document Node DOMRect ResizeObserver IntersectionObserver MutationObserver AudioContext Audio Image
`.match(/\w+/g) ?? []

const http = ['http', 'https', 'http2', 'net', 'tls']

export const bans: readonly Ban[] = [
  {
    folders: [`${server}/policy`, `${server}/issue`],
    repository: [`${server}/http`, `${server}/transport`, `${server}/admin`],
    node: http,
    packages: ['hono', '@hono/node-server', 'ws'],
    globals: ['Request', 'Response', 'Headers', 'fetch'],
    rule: 'policy and issue know no HTTP',
  },
  {
    folders: [`${server}/policy`, `${server}/issue`],
    repository: [`${server}/store`],
    but: [`${server}/store/store.ts`],
    node: ['sqlite'],
    packages: ['pg', 'postgres'],
    rule: 'policy and issue know no SQL, only the interface of the store',
  },
  {
    folders: [`${server}/observe`],
    repository: [
      `${server}/http`,
      `${server}/transport`,
      `${server}/admin`,
      `${server}/config`,
      `${server}/store`,
      `${server}/app.ts`,
    ],
    but: [`${server}/store/store.ts`, `${server}/store/backed.ts`],
    node: [...http, 'sqlite'],
    packages: ['hono', '@hono/node-server', 'ws', 'pg', '@redis/client'],
    rule: 'what is observed comes to observe: it knows no HTTP, no SQL and no config',
  },
  {
    folders: [`${server}/nodes`],
    repository: [`${server}/http`, `${server}/admin`, `${server}/store`, `${server}/app.ts`],
    but: [`${server}/store/store.ts`],
    node: ['sqlite'],
    packages: ['hono', '@hono/node-server', 'pg', '@redis/client'],
    rule: 'nodes know each other through the interface of the store: no SQL, and nothing of the routes',
  },
  {
    folders: [server],
    except: [`${server}/observe`],
    packages: ['@opentelemetry/api'],
    rule: 'of the server only observe knows OpenTelemetry',
  },
  {
    folders: [server],
    except: [`${server}/config`],
    globals: environment,
    rule: 'of the server only config reads the environment',
  },
  {
    folders: [token, room, uikit, 'apps/cli/demo'],
    globals: environment,
    rule: 'what runs in browsers and in other programs reads no environment',
  },
  {
    folders: [`${room}/hub`, `${room}/protocol`],
    globals: ['WebSocket', 'RTCPeerConnection', 'fetch', 'Request', 'Response', ...pageGlobals],
    rule: 'hub and protocol know no socket, no HTTP and no browser',
  },
  {
    folders: [`${uikit}/models`],
    repository: [`${uikit}/components`, `${uikit}/views`, `${uikit}/styles`, `${uikit}/browser`],
    packages: ['preact'],
    globals: pageGlobals,
    rule: 'models have no DOM: no components, no views, nothing of the page',
  },
  {
    folders: [`${page}/models`],
    repository: [`${page}/components`, `${page}/views`],
    packages: ['preact'],
    globals: pageGlobals,
    rule: 'models have no DOM: no components, no views, nothing of the page',
  },
  {
    folders: [`${page}/components`],
    repository: [`${page}/views`],
    rule: 'views are made of components, not the reverse',
  },
  {
    folders: [`${uikit}/components`],
    repository: [`${uikit}/views`],
    rule: 'views are made of components, not the reverse',
  },
]

/** Who may take a path into another package all the same. Nothing that is published may. */
export const sideDoors: readonly { readonly from: string; readonly to: string }[] = [
  // On Node no condition leads to the portable provider, and it is measured beside the other.
  { from: 'bench', to: token },
  // Real Postgres, Redis, coturn and identity providers are started by one piece of code, whichever tests need them.
  { from: 'apps/cli/test', to: 'apps/server/test' },
  { from: 'bench', to: 'apps/server/test' },
]
