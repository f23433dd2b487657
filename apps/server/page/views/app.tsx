// The whole page: nobody is logged in, or the views with the way between them.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Console } from '../models/console.ts'
import { viewOf, views, type View, type ViewName } from '../models/routes.ts'
import { AuditView } from './audit.tsx'
import { Inspector } from './inspector.tsx'
import { KeysView } from './keys.tsx'
import { LogIn } from './log_in.tsx'
import { RatesView } from './rates.tsx'
import { RevocationsView } from './revocations.tsx'
import { RoomsView } from './rooms.tsx'
import { useSignsOfLife } from './signs_of_life.ts'
import type { ViewProps } from './view_props.ts'

const bodies: Readonly<Record<ViewName, (props: ViewProps) => JSX.Element>> = {
  rooms: RoomsView,
  rates: RatesView,
  keys: KeysView,
  revocations: RevocationsView,
  audit: AuditView,
  inspector: Inspector,
}

export function App({ console }: ViewProps): JSX.Element {
  const who = console.who.value
  useEffect(() => void console.begin(), [console])
  useSignsOfLife(console)
  if (who === 'asking') return <main class="wait" aria-busy="true" aria-label="Roompass admin" />
  return who === null ? <LogIn console={console} /> : <Shell console={console} />
}

function Shell({ console }: ViewProps): JSX.Element {
  const view = useView(console)
  const Body = bodies[view.name]
  return (
    <div class="shell">
      <a class="skip" href="#title" onClick={(event) => focusTitle(event)}>
        To the content
      </a>
      <Side console={console} view={view} />
      <main>
        <Body key={view.name} console={console} />
      </main>
      <p class="unseen" role="status">
        {console.notice.value}
      </p>
    </div>
  )
}

function Side({ console, view }: ViewProps & { readonly view: View }): JSX.Element {
  const who = console.who.value
  if (who === 'asking' || who === null) return <header />
  return (
    <header class="side">
      <p class="brand">
        Roompass <span>admin</span>
      </p>
      <nav aria-label="Views">
        {views.map(({ name, title, scope }) =>
          scope === null || console.may(scope) ? (
            <a key={name} href={`#/${name}`} aria-current={name === view.name ? 'page' : undefined}>
              {title}
            </a>
          ) : (
            <span key={name} class="locked" aria-disabled="true" title={`The key lacks the scope ${scope}`}>
              {title} <small>no scope</small>
            </span>
          ),
        )}
      </nav>
      <div class="who">
        <p>
          <span class="small">{who.session === null ? 'Nobody needs to log in' : 'Logged in with'}</span>
          <b>{who.name}</b>
        </p>
        {who.session !== null && (
          <button type="button" class="button" onClick={() => void console.logOut()}>
            Log out
          </button>
        )}
      </div>
    </header>
  )
}

function focusTitle(event: Event): void {
  event.preventDefault()
  document.getElementById('title')?.focus()
}

/** The view of the address. Going to another one moves the focus to its title, as a new page would. */
function useView(console: Console): View {
  const now = (): View => viewOf(location.hash, (scope) => console.may(scope))
  const [view, setView] = useState(now)
  useEffect(() => {
    const follow = (): void => setView(now())
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  const [first, setFirst] = useState(true)
  useEffect(() => {
    document.title = `${view.title} – Roompass admin`
    if (first) setFirst(false)
    else document.getElementById('title')?.focus()
  }, [view.name])
  return view
}
