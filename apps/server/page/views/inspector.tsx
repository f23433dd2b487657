// What a token says and what is wrong with it. It is read in the page: the token is sent nowhere, and no key opens its sealed part.
import { inspect, type Report } from '@roompass/token'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Field } from '../components/field.tsx'
import { Head } from '../components/head.tsx'
import { momentOf, spanOf } from '../models/words.ts'
import type { ViewProps } from './view_props.ts'

export function Inspector({ console }: ViewProps): JSX.Element {
  const [token, setToken] = useState('')
  const now = Math.floor(console.now() / 1000)
  return (
    <>
      <Head
        title="Inspector"
        note="The token stays in this page. Without a key its signature and its sealed part cannot be checked: roompass inspect does that."
      />
      <section class="card padded" aria-label="Token">
        <Field id="token" label="Paste a Kit Token or a Token04">
          <textarea
            id="token"
            rows={5}
            spellcheck={false}
            autocomplete="off"
            value={token}
            onInput={({ currentTarget }) => setToken(currentTarget.value)}
          />
        </Field>
      </section>
      <div aria-live="polite">{token.trim() !== '' && <Found report={inspect(token, { now })} now={now} />}</div>
    </>
  )
}

function Found({ report, now }: { readonly report: Report; readonly now: number }): JSX.Element {
  const { kind, problems, warnings, layers } = report
  const { suffix, envelope, generators } = layers
  const facts: readonly (readonly [string, string])[] = [
    ['Looks like', kind],
    ...(envelope === null
      ? []
      : [['Expires', expiryOf(envelope.expire, now)] as const, ['Sealed with', envelope.format] as const]),
    ...(suffix === null
      ? []
      : ([
          ['App', String(suffix.appID)],
          ['User', suffix.userID],
          ['Name', suffix.userName],
          ['Room', suffix.roomID],
          ['Signed with key', suffix.signedWith ?? 'no signature'],
        ] as const)),
    ...(generators === null || generators.length === 0 ? [] : [['Made by', generators.join(' or ')] as const]),
  ]
  return (
    <section class="card padded" aria-label="What it says">
      <h2>{problems.length === 0 ? 'Nothing wrong shows without a key' : 'This is wrong with it'}</h2>
      {[...problems, ...warnings].map(({ code, message, fix }) => (
        <div class="problem" key={code}>
          <p>
            <strong>{message}</strong> {fix}
          </p>
          <p class="small">
            <code>{code}</code>
          </p>
        </div>
      ))}
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function expiryOf(expire: number, now: number): string {
  const how = expire > now ? `in ${spanOf(expire - now)}` : `${spanOf(now - expire)} ago`
  return `${momentOf(expire * 1000)} (${how})`
}
