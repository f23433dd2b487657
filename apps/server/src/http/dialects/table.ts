// The dialects in the world, by the names that the config calls them. Each was found in a server, a kit or a page that many have copied.
import { dialectOf, type CustomDialect, type Dialect } from './dialect.ts'

interface Row extends CustomDialect {
  /** Names that must be empty. */
  readonly refused?: readonly string[]
}

export const dialectNames = [
  'access_token',
  'access_token_kit',
  'api_access_token',
  'api_access_token_kit',
  'get_access_token',
  'post_token',
  'post_token_text',
  'get_token',
  'get_token_and_app',
  'prebuilt_token',
  'ai_agent',
  'digital_human',
  'zego_token',
  'zego_access_token',
  'generate_token',
  'zegotoken',
  'user_id_in_path',
] as const
export type DialectName = (typeof dialectNames)[number]

const rows: Readonly<Record<DialectName, Row>> = {
  /** ZEGOCLOUD's dynamic_token_server_nodejs and easy_example_call_server_nodejs. */
  access_token: { path: '/access_token' },
  /** A fork of the former that many pages point at: a whole Kit Token. */
  access_token_kit: { path: '/access_token', answer: 'kit-token' },
  /** The samples of the web kit. */
  api_access_token: { path: '/api/access_token' },
  api_access_token_kit: { path: '/api/access_token', answer: 'kit-token' },
  /** ZEGOCLOUD's easy_server_nextjs. */
  get_access_token: { path: '/api/get_access_token' },
  /** ZEGOCLOUD's nextjs-zegocloud-uikits, and the server template of its documentation. */
  post_token: { path: '/api/token', method: 'POST' },
  /** The current samples of the web kit. */
  post_token_text: { path: '/api/token', method: 'POST', answer: 'text' },
  /** The digital human of ZEGOCLOUD's documentation. */
  get_token: { path: '/api/token' },
  /** A page that asks for the AppID with its token. */
  get_token_and_app: { path: '/api/token', answer: 'token-and-app' },
  /** The console that older samples of the web kit ask. */
  prebuilt_token: { path: '/demo/prebuilt_token', method: 'POST', answer: 'data' },
  /** ZEGOCLOUD's ai_agent_quick_start_server. */
  ai_agent: { path: '/api/zego-token', answer: 'code' },
  /** ZEGOCLOUD's zego_digital_human_quick_start_server. */
  digital_human: { path: '/api/ZegoToken', answer: 'code' },
  /** ZEGOCLOUD's zego-claude-code-plugins; the payload is the server's. */
  zego_token: { path: '/api/zego/token', answer: 'text', refused: ['payload'] },
  zego_access_token: { path: '/api/zego/access_token' },
  generate_token: { path: '/api/generate-token' },
  zegotoken: { path: '/zegotoken' },
  user_id_in_path: { path: '/api/userID/{userId}' },
}

/** What the config says, in full. */
export function dialectFor(wanted: DialectName | CustomDialect): Dialect {
  if (typeof wanted !== 'string') return dialectOf(wanted)
  const row = rows[wanted]
  return dialectOf(row, wanted, row.refused)
}
