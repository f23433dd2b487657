// Lines of a stream, and of the protocol: what an answer must look like.
import type { Readable } from 'node:stream'

export type Answer = { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly code: string }

/** Gives whole lines as they arrive, many at a time. Only "\n" ends one: answers may hold U+2028, which ends lines elsewhere. */
export function onLines(stream: Readable, take: (lines: readonly string[]) => void): void {
  let rest = ''
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    take(lines)
  })
  stream.on('end', () => take(rest === '' ? [] : [rest]))
}

/** The answer to the request with this id; a sentence when the line is none. */
export function answerIn(line: string, id: number | undefined): Answer | string {
  if (id === undefined) return `says something that nobody asked: ${short(line)}`
  const answer = objectIn(line)
  if (answer === null) return `writes what is no answer: ${short(line)}`
  if (answer['id'] !== id) return `answers ${short(JSON.stringify(answer['id']))} when ${id} is next`
  if (answer['ok'] === true && 'result' in answer) return { ok: true, result: answer['result'] }
  const { code } = answer
  if (answer['ok'] === false && typeof code === 'string') return { ok: false, code }
  return `gives neither a result nor a code: ${short(line)}`
}

function objectIn(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? { ...value } : null
  } catch {
    return null
  }
}

export function short(text: string | undefined): string {
  if (text === undefined) return 'nothing'
  return text.length <= 200 ? text : `${text.slice(0, 200)}…`
}
