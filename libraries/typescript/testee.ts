// Answers for this library in conformance/languages: JSON lines on standard input and output, as its README says.
// `node --conditions=source testee.ts` asks the sources; without the condition it asks what was built.
import {
  createKeyring,
  inspect,
  KitTokenError,
  mint,
  mintToken04,
  verify,
  verifyToken04,
  type GrantInput,
  type KeyringEntry,
  type MintInput,
  type Problem,
  type Token04Input,
  type VerifyOptions,
} from '@roompass/token'

/** `in` of a test in mint.json; what is absent stays absent. */
interface Wish extends Omit<MintInput & Token04Input, 'grant'> {
  readonly appId: number
  readonly serverSecret: string
  readonly grant?: GrantInput | null
  readonly now: number
  readonly nonce: number
}

/** A line: fields as in spec/vectors. Each operation looks only at its own. */
interface Request {
  readonly id: number
  readonly op: string
  readonly in: Wish
  readonly kind: string
  readonly keyring?: readonly KeyringEntry[]
  readonly expect?: 'kit-token' | 'token04'
  readonly options: VerifyOptions
  readonly token: string
}

const operations: Readonly<Record<string, (request: Request) => unknown>> = {
  about: () => ({ language: 'typescript', version: process.version }),
  mint: ({ in: wish }) => ({ kitToken: mint(...callOf(wish)) }),
  mintToken04: ({ in: wish }) => ({ token04: mintToken04(...callOf(wish)) }),
  verify: ({ kind, keyring = [], options, token }) =>
    (kind === 'kit-token' ? verify : verifyToken04)(token, createKeyring(keyring), options),
  inspect({ keyring, expect, options, token }) {
    const keys = keyring === undefined ? {} : { keys: createKeyring(keyring) }
    const report = inspect(token, { ...options, ...keys, ...(expect === undefined ? {} : { expect }) })
    const { kind, ok, problems, warnings } = report
    return { kind, ok, primary: problems[0]?.code ?? null, problems: codesOf(problems), warnings: codesOf(warnings) }
  },
}

function callOf({ serverSecret, now, nonce, grant, ...input }: Wish): Parameters<typeof mint> {
  const random = (count: number): Uint8Array => {
    const bytes = Buffer.alloc(count)
    bytes.writeUInt32BE(nonce)
    return bytes
  }
  const keys = createKeyring([{ appId: input.appId, serverSecret }])
  return [{ ...input, ...(grant == null ? {} : { grant }) }, keys, { now: () => now, random }]
}

function codesOf(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ code }) => code)
}

function answerTo(request: Request): object {
  try {
    const operation = operations[request.op]
    if (operation === undefined) throw new TypeError(`there is no op ${request.op}`)
    return { ok: true, result: operation(request) }
  } catch (error) {
    if (error instanceof KitTokenError) return { ok: false, code: error.code }
    if (error instanceof TypeError || error instanceof RangeError) return { ok: false, code: 'bad_call' }
    throw error
  }
}

// A line that is no JSON ends the process with an error, as it should. Node's readline would also end lines at U+2028.
let rest = ''
process.stdin.setEncoding('utf8').on('data', (chunk: string) => {
  const lines = (rest + chunk).split('\n')
  rest = lines.pop() ?? ''
  for (const line of lines) {
    const request: Request = JSON.parse(line)
    process.stdout.write(`${JSON.stringify({ id: request.id, ...answerTo(request) })}\n`)
  }
})
