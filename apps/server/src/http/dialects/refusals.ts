// Problems in the words of a dialect: `{"error"}`, or `{"code", "message"}` where its good answers have a code. The status stays right.
import { json, type HttpAnswer } from '../../transport/message.ts'
import type { DialectAnswer } from './dialect.ts'

/** The members of a problem (spec/http-api.md section 7) that are said again. */
interface Said {
  readonly code: string
  readonly detail: string
  readonly request_id: string
  readonly reason?: string
  readonly retry_after?: number
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[]
}

/** @returns the same refusal as a page of this dialect reads one, with the headers that say when to come back and how to sign in */
export function restateFor(answer: DialectAnswer): (problem: HttpAnswer<string>) => HttpAnswer {
  return ({ status, headers, body: words }) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- problems.ts made it
    const { code, detail, request_id, reason, retry_after, errors = [] } = JSON.parse(words) as Said
    const faults = errors.map((fault) => `${fault.pointer.slice(1)} ${fault.detail}`.trim())
    const text = faults.length === 0 ? detail : faults.join('; ')
    const more = {
      ...(reason === undefined ? {} : { reason }),
      ...(retry_after === undefined ? {} : { retry_after }),
      request_id,
    }
    const body = answer === 'code' ? { code: status, message: text, ...more } : { error: text, code, ...more }
    return json(body, status, { ...headers, 'content-type': 'application/json' })
  }
}
