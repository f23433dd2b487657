// The demo page: a start page that asks who and where, then the documented flow, and the way back. The flow is in flow.ts.
import type { Kit } from '@roompass/uikit'
import { enter, type Step } from './flow.ts'
import { nameFor, rememberName, windowUserId } from './person.ts'
import { createTrail } from './trail.ts'

const start = element('start', HTMLElement)
const container = element('kit', HTMLElement)
const form = element('form', HTMLFormElement)
const nameField = element('name', HTMLInputElement)
const roomField = element('room', HTMLInputElement)
const enterButton = element('enter', HTMLButtonElement)
const problem = element('problem', HTMLElement)
const second = element('second', HTMLAnchorElement)
const trail = createTrail(document.querySelectorAll('[data-step]'))

const userId = await windowUserId()
element('user', HTMLElement).textContent = userId
element('shown-user', HTMLElement).textContent = userId
nameField.value = nameFor(userId)
roomField.value = new URLSearchParams(location.search).get('room')?.replaceAll(/[^A-Za-z0-9._-]/g, '') || 'lobby'
roomChanged()
// On a phone the keyboard would cover half of the page before anyone has read it.
if (matchMedia('(pointer: fine)').matches) {
  nameField.focus()
  nameField.select()
}

roomField.addEventListener('input', roomChanged)
form.addEventListener('submit', (event) => {
  event.preventDefault()
  void go()
})

/** The room stands in the address, so that the address is the invitation. */
function roomChanged(): void {
  const link = new URL(location.href)
  link.search = new URLSearchParams({ room: roomField.value }).toString()
  history.replaceState(null, '', link)
  second.href = link.href
  second.hidden = !roomField.validity.valid
}

async function go(): Promise<void> {
  const wish = { roomId: roomField.value, userId, userName: cleaned(nameField.value) }
  rememberName(wish.userName)
  problem.hidden = true
  enterButton.disabled = true
  trail.clear()
  try {
    await enter(wish, container, begin, (kit) => void home(kit))
    trail.end()
    document.title = `${wish.roomId} · Roompass`
  } catch {
    show('start')
    problem.textContent = 'The server did not answer. Is it still running where you started it? Then try again.'
    problem.hidden = false
  } finally {
    enterButton.disabled = false
  }
}

function begin(step: Step): void {
  trail.begin(step)
  // The kit measures the place it gets, so the place has to stand by then.
  if (step === 'joinRoom') show('kit')
}

async function home(kit: Kit): Promise<void> {
  await kit.destroy()
  document.title = 'Roompass'
  show('start')
  enterButton.focus()
}

function show(what: 'start' | 'kit'): void {
  start.hidden = what !== 'start'
  container.hidden = what !== 'kit'
  element('trail', HTMLElement).hidden = what !== 'kit'
  if (what === 'start') trail.clear()
}

function element<E extends HTMLElement>(id: string, kind: abstract new () => E): E {
  const found = document.querySelector(`#${id}`)
  if (!(found instanceof kind)) throw new Error(`the page has no #${id}`)
  return found
}

/** A pasted name may carry marks that steer the direction of text; a token does not take them in names. */
function cleaned(name: string): string {
  return name.replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, '').trim()
}
