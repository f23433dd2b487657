// A dialect: how pages and kits in the world ask a token server, as data. What is asked for is a wish like any other; nobody is let in by their spelling.

/**
 * `token`: `{"token"}` with a Token04. `text`: the same bare. `token-and-app`: `{"token", "appId"}`. `code`: `{"code":0, "message", "token", "user_id", "expire_time"}`.
 * `kit-token`: `{"token"}` with a whole Kit Token. `data`: `{"data":{"token"}}` with one.
 */
export const dialectAnswers = ['token', 'text', 'token-and-app', 'kit-token', 'code', 'data'] as const
export type DialectAnswer = (typeof dialectAnswers)[number]

/** What callers name. */
export const wishedNames = ['userId', 'roomId', 'userName', 'expiresIn'] as const
export type Wished = (typeof wishedNames)[number]

/** The spellings of it that count where a dialect names none. */
const spellings: Readonly<Record<Wished, readonly string[]>> = {
  userId: ['userID', 'uid', 'userId', 'UserID', 'user_id'],
  roomId: ['roomID', 'roomId', 'room_id'],
  userName: ['userName', 'user_name'],
  expiresIn: ['expired_ts', 'expiration', 'effectiveTime', 'expiredTs'],
}

/** A dialect of your own. */
export interface CustomDialect {
  /** Where: `/api/token`. What stands there in braces comes from the path: `/api/userID/{userId}`; so may `{roomId}`, `{userName}`, `{expiresIn}`. */
  readonly path: `/${string}`
  /** Default `GET`. */
  readonly method?: 'GET' | 'POST'
  /** Default `token`. */
  readonly answer?: DialectAnswer
  /** Names of parameters, or of fields of a JSON body, of which one may be given. Default: all that are known in the world. */
  readonly userId?: readonly string[]
  readonly roomId?: readonly string[]
  readonly userName?: readonly string[]
  /** Seconds. */
  readonly expiresIn?: readonly string[]
}

/** A dialect with nothing left to say. */
export interface Dialect {
  /** Its name in the table; null for one of your own. */
  readonly name: string | null
  readonly method: 'GET' | 'POST'
  readonly path: `/${string}`
  readonly answer: DialectAnswer
  readonly names: Readonly<Record<Wished, readonly string[]>>
  /** Names that must be empty: what they ask for is for the server to say. */
  readonly refused: readonly string[]
}

export function dialectOf(terms: CustomDialect, name: string | null = null, refused: readonly string[] = []): Dialect {
  const { path, method = 'GET', answer = 'token' } = terms
  const names = {
    userId: terms.userId ?? spellings.userId,
    roomId: terms.roomId ?? spellings.roomId,
    userName: terms.userName ?? spellings.userName,
    expiresIn: terms.expiresIn ?? spellings.expiresIn,
  }
  return { name, method, path, answer, names, refused }
}

/** What stands in braces in a path. */
export function inPath(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
}

/** Whether a dialect may be there: plain segments, and what it wishes for in braces, each once. Roompass's own paths stay its own. */
export function isDialectPath(path: string): boolean {
  const wished: ReadonlySet<string> = new Set(wishedNames)
  const found = inPath(path)
  return (
    /^(?:\/(?:[\w.~-]+|\{\w+\}))+$/.test(path) &&
    !/^\/(?:v1|healthz|readyz|metrics|docs|admin)(?:\/|$)/.test(path) &&
    !/\/\.{1,2}(?:\/|$)/.test(path) &&
    found.every((name) => wished.has(name)) &&
    new Set(found).size === found.length
  )
}
