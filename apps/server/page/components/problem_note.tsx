// What the server refused: in words, with what mends it, and the code under which others know it.
import type { JSX } from 'preact'
import type { Problem } from '../models/api.ts'

export function ProblemNote({ problem }: { readonly problem: Problem | null }): JSX.Element | null {
  if (problem === null) return null
  const { title, detail, code, errors, requestId } = problem
  return (
    <div class="problem" role="alert">
      <p>
        <strong>{title}.</strong> {detail}
      </p>
      {errors.length > 0 && (
        <ul>
          {errors.map(({ pointer, detail: why }) => (
            <li key={pointer}>
              <code>{pointer}</code> {why}
            </li>
          ))}
        </ul>
      )}
      <p class="small">
        <code>{code}</code>
        {requestId !== null && <> · request {requestId}</>}
      </p>
    </div>
  )
}
