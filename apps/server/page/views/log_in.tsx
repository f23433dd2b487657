// Nobody is logged in: an API key opens the page. The key is sent once and kept nowhere.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Field } from '../components/field.tsx'
import { ProblemNote } from '../components/problem_note.tsx'
import type { Problem } from '../models/api.ts'
import type { ViewProps } from './view_props.ts'

export function LogIn({ console }: ViewProps): JSX.Element {
  const [apiKey, setApiKey] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const logIn = async (): Promise<void> => {
    setBusy(true)
    setProblem(await console.logIn(apiKey.trim()))
    setBusy(false)
  }
  return (
    <main class="log-in">
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) void logIn()
        }}
      >
        <h1>Roompass admin</h1>
        <p class="note">Log in with an API key of this server that has scopes of an operator.</p>
        <Field id="api-key" label="API key" hint="It is sent once, for a session of 8 hours at most, and kept nowhere.">
          <input
            id="api-key"
            type="password"
            autocomplete="off"
            spellcheck={false}
            required
            aria-describedby="api-key-hint"
            value={apiKey}
            onInput={({ currentTarget }) => setApiKey(currentTarget.value)}
          />
        </Field>
        <ProblemNote problem={problem ?? console.trouble.value} />
        <button type="submit" class="button primary" aria-disabled={busy}>
          {busy ? 'Logging in…' : 'Log in'}
        </button>
      </form>
    </main>
  )
}
