import { expect, test } from 'vitest'
import { checkArrows, type Violation } from '../arrows/check.ts'
import { plant } from './planted.ts'

const manifest = (name: string, exports: readonly string[]): string =>
  JSON.stringify({
    name,
    exports: Object.fromEntries(
      exports.map((key) => [`./${key}`.replace('/.', ''), { source: `./src/${key === '.' ? '' : `${key}/`}index.ts` }]),
    ),
    imports: { '#crypto': { source: { node: './src/crypto/node.ts', default: './src/crypto/portable.ts' } } },
  })

/** A repository of the real shape in which every arrow is allowed. */
const clean: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    workspaces: [
      'libraries/typescript',
      'packages/room',
      'packages/uikit',
      'apps/server',
      'apps/cli',
      'conformance',
      'not/there/yet',
    ],
  }),
  'tools/chromium.ts': 'export const path = 1\n',
  'libraries/typescript/package.json': manifest('@roompass/token', ['.']),
  'libraries/typescript/src/index.ts': "export * from './mint.ts'\n",
  'libraries/typescript/src/mint.ts': "import { cipher } from '#crypto'\nexport const mint = cipher\n",
  'libraries/typescript/src/crypto/node.ts': "import { hash } from 'node:crypto'\nexport const cipher = hash\n",
  'libraries/typescript/src/crypto/portable.ts': "import { x } from '@noble/hashes/x.js'\nexport const cipher = x\n",
  'libraries/typescript/test/mint.test.ts':
    "import { path } from '../../../tools/chromium.ts'\nimport '../src/mint.ts'\n",
  'packages/room/package.json': manifest('@roompass/room', ['protocol', 'hub', 'client']),
  'packages/room/src/protocol/index.ts': 'export const limit = 1\n',
  'packages/room/src/hub/index.ts': "export { limit } from '../protocol/index.ts'\n",
  'packages/room/src/client/index.ts': "import '../protocol/index.ts'\n",
  'packages/uikit/package.json': manifest('@roompass/uikit', ['.']),
  'packages/uikit/src/index.ts':
    "import '@roompass/room/client'\nimport './views/app.tsx'\nimport './styles/x.css?inline'\n",
  'packages/uikit/src/models/people.ts':
    'export interface Person { document: string }\nexport const of = (document: Person) => ({ window: document.document })\n',
  'packages/uikit/src/views/app.tsx':
    "import { h } from 'preact'\nimport '../models/people.ts'\ndocument.body.append('')\n",
  'apps/server/package.json': manifest('@roompass/server', ['.']),
  'apps/server/src/index.ts':
    "import '@roompass/room/hub'\nimport { Hono } from 'hono'\nimport '../package.json' with { type: 'json' }\n",
  'apps/server/src/config/env.ts':
    'export const secret = process.env["SECRET"]\nexport const load = (file: string) => import(file)\n',
  'apps/server/src/store/store.ts': 'export interface Store { process: { env: string } }\n',
  'apps/server/src/store/sqlite/store.ts': "import { DatabaseSync } from 'node:sqlite'\n",
  'apps/server/src/policy/decide.ts': "import '@roompass/token'\n",
  'apps/server/src/issue/issue.ts': "import type { Store } from '../store/store.ts'\nimport '../policy/decide.ts'\n",
  'apps/cli/package.json': manifest('roompass', []),
  'apps/cli/src/main.ts': "import '@roompass/server'\nconsole.log(process.env)\n",
  'conformance/package.json': '{"name":"conformance","private":true}',
  'conformance/harness/person.ts': 'export const person = 1\n',
  'bench/join.ts':
    "import '../conformance/harness/person.ts'\nimport '../libraries/typescript/src/crypto/portable.ts'\n",
  'apps/cli/demo/demo.ts': "import '@roompass/uikit'\n",
}

/** What the check says when a file is added to, or put in the place of another in, the clean repository. */
function violationsWith(file: string, text: string): readonly Violation[] {
  return checkArrows(plant({ ...clean, [file]: text }))
}

test('a repository in which every arrow is allowed has no violation', () => {
  expect(checkArrows(plant(clean))).toEqual([])
})

const token = 'libraries/typescript/src/verify.ts'
const hub = 'packages/room/src/hub/door.ts'
const issue = 'apps/server/src/issue/issue.ts'
const model = 'packages/uikit/src/models/call.ts'

const tokenRule = /the token library imports nothing of this repository/
const hubRule = /no socket, no HTTP, no token library/
const environmentRule = /only config reads the environment/
const domRule = /models have no DOM/

test.each([
  ['the library imports a package of this repository', token, "import '@roompass/room/protocol'", tokenRule],
  ['the library imports a builtin outside its provider', token, "import { hash } from 'node:crypto'", tokenRule],
  ['the library imports a builtin without its prefix', token, "import { hash } from 'crypto'", tokenRule],
  ['the library imports a package', token, "import { x } from '@noble/hashes/x.js'", tokenRule],
  [
    'the portable provider imports a builtin',
    'libraries/typescript/src/crypto/portable.ts',
    "import 'node:fs'",
    /portable provider/,
  ],
  [
    'the protocol imports the hub',
    'packages/room/src/protocol/index.ts',
    "import type { x } from '../hub/x.ts'",
    /protocol of the room imports nothing/,
  ],
  ['the hub imports the token library', hub, "import { verify } from '@roompass/token'", hubRule],
  ['the hub imports a socket', hub, "import { WebSocketServer } from 'ws'", hubRule],
  ['the hub uses a socket', hub, 'export const open = (url: string) => new WebSocket(url)', /know no socket/],
  ['the hub imports the client', hub, "export type { Client } from '../client/index.ts'", hubRule],
  [
    'the client imports the hub',
    'packages/room/src/client/line.ts',
    "import '@roompass/room/hub'",
    /the room client imports the protocol/,
  ],
  [
    'the kit imports the hub',
    'packages/uikit/src/kit.ts',
    "import '@roompass/room/hub'",
    /the kit imports the room client/,
  ],
  [
    'the kit imports a package that it should not have',
    'packages/uikit/src/kit.ts',
    "import 'react'",
    /the kit imports the room client/,
  ],
  ['the server imports the kit', 'apps/server/src/page.ts', "import '@roompass/uikit'", /the server imports/],
  [
    'the command line imports the hub',
    'apps/cli/src/hub.ts',
    "import '@roompass/room/hub'",
    /the command line imports/,
  ],
  [
    'the demo imports the server',
    'apps/cli/demo/server.ts',
    "import type {} from '@roompass/server'",
    /demo page imports the kit/,
  ],
  ['a policy knows HTTP', 'apps/server/src/policy/decide.ts', "import type { Context } from 'hono'", /know no HTTP/],
  ['issue knows a server of Node', issue, "import { createServer } from 'node:http'", /know no HTTP/],
  ['issue knows the routes', issue, "import '../http/routes.ts'", /know no HTTP/],
  ['issue knows a request', issue, 'export const issue = (request: Request) => request', /know no HTTP/],
  ['issue knows a store', issue, "import '../store/sqlite/store.ts'", /no SQL, only the interface/],
  ['a policy knows SQL', 'apps/server/src/policy/decide.ts', "import { DatabaseSync } from 'node:sqlite'", /no SQL/],
  [
    'the server reads the environment',
    'apps/server/src/log.ts',
    "export const level = process.env['LEVEL']",
    environmentRule,
  ],
  [
    'it is read through globalThis',
    'apps/server/src/log.ts',
    'export const { LEVEL } = globalThis.process.env',
    environmentRule,
  ],
  ['it is read by name', 'apps/server/src/log.ts', "import { env } from 'node:process'", environmentRule],
  ['it is taken apart', 'apps/server/src/log.ts', 'const { env } = process', environmentRule],
  [
    'a browser package reads the environment',
    'packages/uikit/src/kit.ts',
    'export const mode = import.meta.env',
    /reads no environment/,
  ],
  ['a model imports a view', model, "import { App } from '../views/app.tsx'", domRule],
  ['a model imports a component', model, "import type { Tile } from '../components/tile.tsx'", domRule],
  ['a model uses the page', model, 'export const ask = () => navigator.mediaDevices', domRule],
  ['a model uses the page through globalThis', model, "globalThis['document'].title = ''", domRule],
  ['a model names an element', model, 'export type Face = HTMLVideoElement | null', domRule],
  [
    'a component imports a view',
    'packages/uikit/src/components/tile.tsx',
    "import '../views/app.tsx'",
    /views are made of components/,
  ],
  [
    'a path leads into another package',
    'apps/cli/test/x.test.ts',
    "import '../../server/src/index.ts'",
    /imported by its name/,
  ],
  [
    'a measurement takes a path into the server',
    'bench/join.ts',
    "import '../apps/server/src/index.ts'",
    /imported by its name/,
  ],
  [
    'a published file imports the journeys',
    'apps/cli/src/x.ts',
    "import '../../../conformance/harness/person.ts'",
    /nothing outside its package/,
  ],
  [
    'a path leads into a build',
    'libraries/typescript/test/x.test.ts',
    "import '../dist/index.js'",
    /what a build made/,
  ],
  [
    'a published file imports a tool',
    'apps/cli/src/chromium.ts',
    "import '../../../tools/chromium.ts'",
    /nothing outside its package/,
  ],
  [
    'an export does not exist',
    'conformance/x.ts',
    "import '@roompass/room/hub/door.ts'",
    /gives only what its package.json names/,
  ],
  ['a folder has no row', 'packages/room/src/shared/x.ts', 'export {}', /has a row in tools\/arrows\/rules.ts/],
  ['a computed import hides its target', hub, 'export const load = (file: string) => import(file)', hubRule],
])('file, line and rule are named when %s', (_, file, statement, rule) => {
  const line = statement === 'export {}' ? 1 : 3
  const violations = violationsWith(file, line === 1 ? statement : `// A comment, "import 'ws'".\n\n${statement}\n`)
  expect(violations).toContainEqual({ file, line, found: expect.any(String), rule: expect.stringMatching(rule) })
  expect(new Set(violations.map((violation) => violation.file))).toEqual(new Set([file]))
})

test.each([
  ["import { a } from 'node:fs'"],
  ["import type { a } from 'node:fs'"],
  ["import a from 'node:fs'"],
  ["import * as a from 'node:fs'"],
  ["import 'node:fs'"],
  ["export { a } from 'node:fs'"],
  ["export type { a } from 'node:fs'"],
  ["export * from 'node:fs'"],
  ["export const a = import('node:fs')"],
  ['export const a = import(`node:fs`)'],
  ["export type A = import('node:fs').Stats"],
  ["export type A = typeof import('node:fs')"],
  ["import a = require('node:fs')"],
  ["const a = require('node:fs')"],
  ["const a = process.getBuiltinModule('node:fs')"],
  ["const a = import.meta.resolve('node:fs')"],
])('every way to import is seen: %s', (statement) => {
  expect(violationsWith(hub, statement)).toEqual([
    { file: hub, line: 1, found: "imports 'node:fs'", rule: expect.stringMatching(hubRule) },
  ])
})

test('a cycle is told once, as the way around it, whatever kind of import closes it', () => {
  const violations = checkArrows(
    plant({
      ...clean,
      'packages/room/src/hub/a.ts': "import './b.ts'\n",
      'packages/room/src/hub/b.ts': "\nimport { limit } from '../protocol/index.ts'\nimport './c.ts'\n",
      'packages/room/src/hub/c.ts': "import type { A } from './a.ts'\n",
      'packages/room/src/hub/d.ts': "import './a.ts'\n",
    }),
  )
  const [a, b, c] = ['a', 'b', 'c'].map((name) => `packages/room/src/hub/${name}.ts`)
  expect(violations).toEqual([
    {
      file: a,
      line: 1,
      found: `imports itself: ${a} → ${b} → ${c} → ${a}`,
      rule: expect.stringMatching(/without cycles/),
    },
  ])
})

test('a file that does not parse is an error, not a file without imports', () => {
  expect(() => violationsWith(hub, 'import from')).toThrow(/packages\/room\/src\/hub\/door.ts/)
})
