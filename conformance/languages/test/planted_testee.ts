// A testee without a library: it answers by tools/vectors, but for one fault. `node planted_testee.ts <language> <fault>`
import { readFileSync } from 'node:fs'
import { kitToken, payloadOf, rawToken } from '../../../tools/vectors/craft.ts'
import { Refusal } from '../../../tools/vectors/hold.ts'
import type { Request } from '../../../tools/vectors/model.ts'
import { token04Text } from '../../../tools/vectors/primitives.ts'
import { judge } from '../../../tools/vectors/rules.ts'
import { explanationsOf } from '../explanations.ts'
import { wrongWishes } from '../wrong_wishes.ts'
import type { WishIn } from '../wishes.ts'

interface Asked extends Request {
  readonly id: number
  readonly op: string
  readonly in: WishIn
}

const [language, fault] = process.argv.slice(2)
const diagnosis = new URL('../../../spec/vectors/diagnosis.json', import.meta.url)
const explanations = explanationsOf(JSON.parse(readFileSync(diagnosis, 'utf8')).tests)
const held: string[] = []
let count = 0

function answerTo(asked: Asked): object {
  if (asked.op === 'about') {
    return { ok: true, result: { language: fault === 'is another' ? 'cobol' : language, version: '1' } }
  }
  if (asked.op === 'verify') return verdictOn(asked)
  if (asked.op === 'inspect') return reportOn(asked)
  const { appId, serverSecret: secret, userId, roomId = '', userName = '', grant, payload = '', ...rest } = asked.in
  if (wrongWishes.some(({ request }) => JSON.stringify(request['in']) === JSON.stringify(asked.in))) {
    return { ok: false, code: 'bad_call' }
  }
  const { nonce, now: ctime, expiresIn, format, ext } = rest
  const sealed = grant === null || grant === undefined ? payload : payloadOf(roomId, grant)
  const craft = { appId, secret, userId, nonce, ctime, expire: ctime + expiresIn, payload: sealed, format }
  const spoiled = fault === 'mints other bytes' && count === 5 ? { ...craft, nonce: craft.nonce ^ 1 } : craft
  if (asked.op === 'mintToken04') return { ok: true, result: { token04: token04Text(rawToken(spoiled)) } }
  const shown = { roomId, encodedName: encodeURIComponent(userName), ext: ext || null }
  return { ok: true, result: { kitToken: kitToken({ ...spoiled, shown }) } }
}

function verdictOn(asked: Asked): object {
  try {
    const pass = judge(asked)
    const lie = fault === 'lies about a pass' && pass.userName !== null
    return { ok: true, result: lie ? { ...pass, userName: pass.userName.normalize('NFD') } : pass }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (fault === 'takes what is hostile' && error.code === 'signature_invalid') return { ok: true, result: {} }
    return {
      ok: false,
      code: fault === 'tells other codes' && error.code === 'claims_invalid' ? 'token_expired' : error.code,
    }
  }
}

/** As the vectors have it, in one of which it may stand that another is to warn of; and a warning beside. */
function reportOn(asked: Asked): object {
  const { id: _, ...request } = asked
  const same = explanations.filter((one) => JSON.stringify(one.request) === JSON.stringify(request))
  const reports = same.map(({ expected }) => Object(expected.ok ? expected.result : {}))
  const { primary, problems: named = [], absent = [], ...report } = reports[0] ?? {}
  const problems = primary === null || named.length > 0 ? named : [primary]
  const result = { ...report, primary, problems, warnings: [...reports.flatMap(({ warnings }) => warnings), 'iv_weak'] }
  if (fault === 'misleads') return { ok: true, result: { ...result, problems: [...problems, ...absent] } }
  if (fault === 'hides warnings') return { ok: true, result: { ...result, warnings: [] } }
  const misled = fault === 'finds another reason' && primary === 'truncated'
  return { ok: true, result: misled ? { ...result, primary: 'quoted', problems: ['quoted', ...problems] } : result }
}

/** What is written in place of the right line. */
function spoiledLine(line: string, id: number): string {
  if (count === 8) {
    if (fault === 'dies') process.exit(3)
    if (fault === 'writes rubbish') return 'Warning: 1 is deprecated\n'
    if (fault === 'answers another') return line.replace(`"id":${id}`, `"id":${id + 1}`)
    if (fault === 'says no result') return `${JSON.stringify({ id, ok: true })}\n`
    if (fault === 'says it twice') return `${line}${line}`
    if (fault === 'leaves one out') return ''
  }
  return fault === 'falls silent' && count >= 8 ? '' : line
}

function answer(line: string): void {
  const asked: Asked = JSON.parse(line)
  count += 1
  const spoiled = spoiledLine(`${JSON.stringify({ id: asked.id, ...answerTo(asked) })}\n`, asked.id)
  if (fault !== 'holds answers back') process.stdout.write(spoiled)
  else held.push(spoiled)
}

let rest = ''
process.stdin.setEncoding('utf8').on('data', (chunk: string) => {
  const lines = (rest + chunk).split('\n')
  rest = lines.pop() ?? ''
  lines.forEach(answer)
})
process.stdin.on('end', () => {
  process.stdout.write(held.join(''))
  if (fault === 'says a last word') process.stdout.write('bye\n')
  if (fault === 'ends badly') process.exitCode = 4
  if (fault === 'does not end') setTimeout(() => {}, 30_000)
})
