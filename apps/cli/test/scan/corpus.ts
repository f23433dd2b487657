// A project as they are found in the wild, one file for each way in which a secret gets out, and as many that only look like it.
// No secret stands here: each is made from its label when the corpus is written. `expected` marks lines by the rule that finds them.
import { createHash } from 'node:crypto'
import type { RuleId } from '../../src/scan/rules.ts'

export interface Sample {
  readonly path: string
  readonly text: string
  /** Which rules find something on which line, from 1. */
  readonly expected: readonly (readonly [line: number, rule: RuleId])[]
}

/** 32 hex digits, always the same for a label, as ZEGOCLOUD's console gives them. */
export const secretOf = (label: string): string => createHash('md5').update(label).digest('hex')
/** 32 characters of every kind. */
const mixedOf = (label: string): string => `${createHash('sha256').update(label).digest('base64url').slice(0, 27)}q7!Kz`

const s = secretOf
const literal = 'server-secret-literal'
const tracked = 'server-secret-tracked'
const publicEnv = 'server-secret-public-env'
const mint = 'client-mint'

export const leaks: readonly Sample[] = [
  {
    path: 'react/Room.jsx',
    text: `import { ZegoUIKitPrebuilt } from '@zegocloud/zego-uikit-prebuilt'
export const Room = () => {
  const meeting = async (element) => {
    const appID = 203455901
    const serverSecret = "${s('react')}"
    const kitToken = ZegoUIKitPrebuilt.generateKitTokenForTest(appID, serverSecret, id, Date.now().toString(), "Ada")
    ZegoUIKitPrebuilt.create(kitToken).joinRoom({ container: element })
  }
}`,
    expected: [
      [5, literal],
      [6, mint],
    ],
  },
  {
    path: 'react/inline_call.tsx',
    text: `const token = ZegoUIKitPrebuilt.generateKitTokenForTest(
  203455901,
  '${s('inline')}',
  roomId, userId, 'Ada',
)`,
    expected: [
      [1, mint],
      [3, literal],
    ],
  },
  {
    path: 'react/typed.ts',
    text: `export const serverSecret: string =\n  '${s('typed')}'\n`,
    expected: [[2, literal]],
  },
  {
    path: 'react/imported.jsx',
    text: `import { APP_ID, SECRET } from './zego_config'
useEffect(() => {
  const kitToken = ZegoUIKitPrebuilt.generateKitTokenForTest(APP_ID, SECRET, roomId, Date.now().toString(), name)
}, [])`,
    expected: [[3, mint]],
  },
  {
    path: 'react/zego_config.js',
    text: `export const APP_ID = 203455901;\nexport const SECRET = "${s('imported')}";\n`,
    expected: [[2, literal]],
  },
  {
    path: 'vite/Meeting.tsx',
    text: `const appID = Number(import.meta.env.VITE_ZEGO_APP_ID)
const serverSecret = import.meta.env.VITE_ZEGO_SERVER_SECRET
const kitToken = ZegoUIKitPrebuilt.generateKitTokenForTest(appID, serverSecret, roomId, userId, name)`,
    expected: [
      [2, publicEnv],
      [3, mint],
    ],
  },
  {
    path: 'vite/.env',
    text: `VITE_ZEGO_APP_ID=203455901\nVITE_ZEGO_SERVER_ID=${s('server id')}\nVITE_ZEGO_SERVER_SECRET="${s('vite')}"\n`,
    expected: [
      [2, publicEnv],
      [3, publicEnv],
    ],
  },
  { path: 'next/.env.example', text: 'NEXT_PUBLIC_ZEGO_SERVER_SECRET=\n', expected: [[1, publicEnv]] },
  {
    path: 'cra/App.js',
    text: `const secret = process.env.REACT_APP_ZEGO_SERVER_SECRET;\n`,
    expected: [[1, publicEnv]],
  },
  {
    path: 'vite/more.ts',
    text: `const { VITE_ZEGO_SERVER_SECRET } = import.meta.env\nconst secret = import.meta.env.VITE_ZEGO_SERVER_SECRET as string\n`,
    expected: [
      [1, publicEnv],
      [2, publicEnv],
    ],
  },
  { path: 'docker/web.Dockerfile', text: `FROM node:24\nARG VITE_ZEGO_SERVER_SECRET\n`, expected: [[2, publicEnv]] },
  {
    path: 'next/wrapped.tsx',
    text: `const serverSecret = process.env\n  .NEXT_PUBLIC_ZEGO_SERVER_SECRET as string\n`,
    expected: [[2, publicEnv]],
  },
  {
    path: 'astro/page.ts',
    text: `export const key = import.meta.env.PUBLIC_SERVER_SECRET\n`,
    expected: [[1, publicEnv]],
  },
  {
    path: 'next/next.config.mjs',
    text: `export default {\n  env: {\n    ZEGO_SERVER_SECRET: process.env.ZEGO_SERVER_SECRET,\n  },\n}\n`,
    expected: [[3, publicEnv]],
  },
  {
    path: 'html/call.html',
    text: `<script>
const APP_ID = 203455901;
const APP_SIGN = "${s('html')}";
function startCall() {
  const kitToken = ZegoUIKitPrebuilt.generateKitTokenForTest(
    APP_ID,
    APP_SIGN,
    ROOM_ID, USER_ID, USER_NAME);
}
</script>`,
    expected: [
      [3, literal],
      [5, mint],
    ],
  },
  {
    path: 'vue/Call.vue',
    text: `<script setup>\nconst { appID, serverSecret } = await getZegoConfig()\nconst t = Kit.generateKitTokenForTest(appID, serverSecret, room, id, name)\n</script>`,
    expected: [[3, mint]],
  },
  {
    path: 'next/call_button.tsx',
    text: `'use client'\nimport { generateToken04 } from '@/lib/zego'\nconst token = generateToken04(appId, userId, secret, 3600, '')\n`,
    expected: [[3, mint]],
  },
  {
    path: 'old/commented.js',
    text: `//   const appID = 203455901;\n//   const serverSecret = "${s('commented')}";\n//   ZegoUIKitPrebuilt.generateKitTokenForTest(appID, serverSecret, roomID, a, b);\n`,
    expected: [[2, literal]],
  },
  {
    path: 'node/server.js',
    text: `const ZEGO = {\n  APP_ID: parseInt(process.env.ZEGO_APP_ID) || 203455901,\n  SERVER_SECRET: process.env.ZEGO_SERVER_SECRET || '${s('fallback')}',\n};\n`,
    expected: [[3, literal]],
  },
  {
    path: 'node/config.js',
    text: `const DEFAULT_ZEGO_SERVER_SECRET = '${s('default')}';\nconst x = getSecret('ZEGOCLOUD_SERVER_SECRET', '${s('call')}');\n`,
    expected: [
      [1, literal],
      [2, literal],
    ],
  },
  {
    path: 'node/token.js',
    text: `const { generateToken04 } = require('./zegoServerAssistant')\nconst token = generateToken04(203455901, req.query.userId, '${s('token04')}', 3600, '')\n`,
    expected: [[2, literal]],
  },
  {
    path: 'php/config.php',
    text: `<?php\ndefine('ZEGO_SERVER_SECRET', '${s('define')}');\n$serverSecret = "${s('php')}";\n`,
    expected: [
      [2, literal],
      [3, literal],
    ],
  },
  {
    path: 'android/Keys.kt',
    text: `object Keys {\n    const val SERVER_SECRET = "${s('kotlin')}"\n}\n`,
    expected: [[2, literal]],
  },
  { path: 'ios/KeyCenter.swift', text: `let serverSecret: String = "${s('swift')}"\n`, expected: [[1, literal]] },
  { path: 'java/Keys.java', text: `static String serverSecret = "${mixedOf('java')}";\n`, expected: [[1, literal]] },
  { path: 'c/keys.h', text: `#define ZEGO_SERVER_SECRET "${s('c')}"\n`, expected: [[1, literal]] },
  { path: 'python/app.py', text: `server_secret = '${s('python')}'  # from the console\n`, expected: [[1, literal]] },
  {
    path: 'docker/Dockerfile',
    text: `FROM node:24\nENV ZEGO_SERVER_SECRET=${s('docker')}\n`,
    expected: [[2, literal]],
  },
  { path: 'deploy/run.sh', text: `export ROOMPASS_SERVER_SECRET=${s('shell')}\n`, expected: [[1, literal]] },
  {
    path: 'deploy/values.yaml',
    text: `zego:\n  appId: 203455901\n  serverSecret: ${s('yaml')}\n`,
    expected: [[3, tracked]],
  },
  {
    path: 'deploy/keys.json',
    text: `{ "appID": 203455901, "serverSecret": "${s('json')}" }\n`,
    expected: [[1, tracked]],
  },
  {
    path: 'android/strings.xml',
    text: `<string name="server_secret">${s('xml')}</string>\n`,
    expected: [[1, tracked]],
  },
  { path: 'backend/.env', text: `PORT=3000\nZEGO_SERVER_SECRET=${s('committed')}\n`, expected: [[2, tracked]] },
  {
    path: 'docs/setup.md',
    text: `Set it up:\n\n    const serverSecret = "${s('readme')}"\n`,
    expected: [[3, literal]],
  },
  {
    path: 'dist/assets/index-4f2a.js',
    text: `var e=1,t=2;function q(n){const r=203455901,o="${s('bundle')}",i=Gu.generateKitTokenForTest(r,o,n,Date.now().toString(),"Ada");document.getElementById("root").x=i}`,
    expected: [
      [1, literal],
      [1, mint],
    ],
  },
  {
    path: 'dist/assets/minter.js',
    text: `window.App={make:function(e,t,n){var i=Q.createCipheriv("aes-256-cbc",n,r);return"04"+Buffer.concat([a,i.update(t)]).toString("base64")}}`,
    expected: [[1, 'client-minter']],
  },
  {
    path: 'dist/assets/index.js.map',
    text: JSON.stringify({ version: 3, sourcesContent: [`const serverSecret = "${s('map')}"\n`] }),
    expected: [[1, literal]],
  },
  {
    path: 'public/config.json',
    text: `{"serverSecret":"${s('published')}"}`,
    expected: [[1, literal]],
  },
  {
    path: 'src/unexplained.ts',
    text: `const serverSecret = '${s('unexplained')}' // roompass-scan-allow\n`,
    expected: [
      [1, literal],
      [1, 'allow-without-reason'],
    ],
  },
  {
    path: 'src/next_line.ts',
    text: `const a = 1 // roompass-scan-allow: about its own line alone\nconst serverSecret = '${s('next line')}'\n`,
    expected: [[2, literal]],
  },
  { path: 'test/token.test.ts', text: `const serverSecret = '${s('in a test')}'\n`, expected: [[1, literal]] },
]

const none: Sample['expected'] = []

/** What looks like a leak and is none. */
export const traps: readonly Sample[] = [
  { path: 'a/hash.js', text: `const etag = "${s('etag')}"\nconst md5 = '${s('md5')}'\n`, expected: none },
  {
    path: 'a/uuid.ts',
    text: `export const tenant = '${s('uuid')}'\nconst id = '550e8400-e29b-41d4-a716-446655440000'\n`,
    expected: none,
  },
  {
    path: 'a/about.ts',
    text: `const serverSecretHash = '${s('about')}'\nconst serverSecretId = '${s('id')}'\n`,
    expected: none,
  },
  { path: 'a/compared.ts', text: `if (md5(serverSecret) === '${s('compared')}') ok()\n`, expected: none },
  {
    path: 'a/environment.ts',
    text: `const serverSecret = process.env.ZEGO_SERVER_SECRET\nif (!serverSecret) throw new Error('ZEGO_SERVER_SECRET is missing')\n`,
    expected: none,
  },
  {
    path: 'a/file.ts',
    text: `const serverSecret = readFileSync('/run/secrets/roompass_server_secret', 'utf8')\n`,
    expected: none,
  },
  {
    path: 'a/placeholder.ts',
    text: `const serverSecret = 'your_server_secret_goes_here_123'\nconst b = { serverSecret: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' }\n`,
    expected: none,
  },
  { path: 'a/published_sample.ts', text: `const serverSecret = 'fa94dd0f974cf2e293728a526b028271'\n`, expected: none },
  {
    path: 'a/pattern.go',
    text: `serverSecret := "0123456789abcdef0123456789abcdef"\nother := "abcdefghijklmnopqrstuvwxyz012345"\n`,
    expected: none,
  },
  {
    path: 'a/too_long.ts',
    text: `const serverSecret = '${'a1b2'.repeat(16)}'\nconst clientSecret = '${s('client')}'\n`,
    expected: none,
  },
  {
    path: 'a/shorthand.ts',
    text: `join({ appID, serverSecret, roomID: '${s('shorthand')}' })\njoin(serverSecret)\nconst roomId = '${s('next')}'\n`,
    expected: none,
  },
  {
    path: 'a/sentence.jsx',
    text: `if (!token) throw new Error('set ZEGO_SERVER_SECRET in server/.env, not VITE_ZEGO_SERVER_SECRET in client/.env')\nconsole.error('never use VITE_ZEGO_SERVER_SECRET')\n`,
    expected: none,
  },
  { path: 'a/.env.example', text: '# In development alone:\n# VITE_ZEGO_SERVER_SECRET=\n', expected: none },
  { path: 'a/provably_fair.ts', text: `const serverSecret = "a".repeat(64)\n`, expected: none },
  {
    path: 'a/message.ts',
    text: `throw new Error('serverSecret must be 32 characters')\nthrow new Error("serverSecret: 32characters-of-ASCII-required!")\n`,
    expected: none,
  },
  { path: 'a/identifier.ts', text: `const o = { serverSecret: readServerSecretFromVault001Now }\n`, expected: none },
  { path: 'a/wrong_room.ts', text: `join(serverSecret); const roomId = '${s('room')}'\n`, expected: none },
  {
    path: 'a/server_route.ts',
    text: `import { generateToken04 } from './zegoServerAssistant'\nexport async function GET() {\n  return Response.json({ token: generateToken04(appID, userID, process.env.ZEGO_SERVER_SECRET!, 3600, '') })\n}\n`,
    expected: none,
  },
  {
    path: 'a/server_page.tsx',
    text: `import 'server-only'\nimport { readFile } from 'node:fs/promises'\nexport default async function Page() {\n  const token = generateToken04(appId, userId, await secret(), 3600, '')\n  return <Call token={token} onClick={() => window.open()} />\n}\n`,
    expected: none,
  },
  {
    path: 'a/definition.ts',
    text: `export function generateKitTokenForTest(appID: number, serverSecret: string): string {\n  return document.body.id\n}\n`,
    expected: none,
  },
  {
    path: 'a/types.d.ts',
    text: `declare class ZegoUIKitPrebuilt {\n  static generateKitTokenForTest(appID: number, serverSecret: string, roomID: string): string\n}\ndeclare const w: typeof window.Kit\n`,
    expected: none,
  },
  {
    path: 'a/production.tsx',
    text: `const kitToken = ZegoUIKitPrebuilt.generateKitTokenForProduction(appID, token, roomID, userID, userName)\nuseEffect(() => {}, [])\n`,
    expected: none,
  },
  {
    path: 'a/vite_public.env',
    text: `VITE_ZEGO_APP_ID=203455901\nVITE_API_KEY=${s('another service')}\nVITE_SENTRY_RELEASE=${s('release')}\n`,
    expected: none,
  },
  {
    path: 'a/server_bundle.cjs',
    text: `var c=require("crypto");function g(s,t){var i=c.createCipheriv("aes-256-cbc",s,v);return"04"+i.update(t)}window.x`,
    expected: none,
  },
  {
    path: 'a/other_cipher.js',
    text: `window.encrypt=function(k,t){return Q.createCipheriv("aes-256-gcm",k,v).update(t)}`,
    expected: none,
  },
  {
    path: 'a/docs.md',
    text: `Never put \`VITE_ZEGO_SERVER_SECRET\` into a page, or call \`ZegoUIKitPrebuilt.generateKitTokenForTest(appID, serverSecret)\` there.\n`,
    expected: none,
  },
  {
    path: 'a/allowed.ts',
    text: `// roompass-scan-allow: of a demo app that is gone\nconst serverSecret = '${s('allowed')}'\nconst other = { serverSecret: '${s('allowed too')}' } // roompass-scan-allow: of the same app\n`,
    expected: none,
  },
  { path: 'local/.env', text: `ZEGO_SERVER_SECRET=${s('ignored by git')}\n`, expected: none },
  { path: 'local/keys.json', text: `{"serverSecret":"${s('ignored as well')}"}\n`, expected: none },
  { path: '.roompass/app.json', text: `{"appId":1,"serverSecret":"${s('development')}"}\n`, expected: none },
  { path: 'node_modules/kit/index.js', text: `const serverSecret = '${s('of a dependency')}'\n`, expected: none },
]
