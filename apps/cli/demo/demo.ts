// The demo page: a start page that asks who and where, then the documented flow, and the way back. What it does is in flow.ts.
import type { Kit } from '@roompass/uikit'
import { enter, type Step } from './flow.ts'
import { rememberedName, rememberName, windowUserId } from './person.ts'

const start = element('start', HTMLElement)
const container = element('kit', HTMLElement)
const form = element('form', HTMLFormElement)
const nameField = element('name', HTMLInputElement)
const roomField = element('room', HTMLInputElement)
const enterButton = element('enter', HTMLButtonElement)
const problem = element('problem', HTMLElement)
const invite = element('invite', HTMLElement)
const copyButton = element('copy', HTMLButtonElement)
const second = element('second', HTMLAnchorElement)
const said = element('said', HTMLElement)

const userId = await windowUserId()
element('user', HTMLElement).textContent = userId
element('shown-user', HTMLElement).textContent = userId
nameField.value = rememberedName()
roomField.value = new URLSearchParams(location.search).get('room')?.replaceAll(/[^A-Za-z0-9._-]/g, '') || 'lobby'
roomChanged()
// On a phone the keyboard would cover half of the page before anyone has read it.
if (matchMedia('(pointer: fine)').matches) nameField.focus()

roomField.addEventListener('input', roomChanged)
copyButton.addEventListener('click', () => void copyLink())
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
  invite.hidden = !roomField.validity.valid
}

async function go(): Promise<void> {
  const wish = { roomId: roomField.value, userId, userName: nameField.value.trim() }
  rememberName(wish.userName)
  problem.hidden = true
  enterButton.disabled = true
  try {
    await enter(wish, container, mark, (kit) => void home(kit))
    document.title = `${wish.roomId} · Roompass`
  } catch {
    show('start')
    problem.textContent = 'The server did not answer. Is it still running where you started it? Then try again.'
    problem.hidden = false
  } finally {
    enterButton.disabled = false
  }
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
  if (what === 'start') for (const step of document.querySelectorAll('[data-done]')) step.removeAttribute('data-done')
}

function mark(step: Step): void {
  document.querySelector(`[data-step="${step}"]`)?.setAttribute('data-done', '')
  // The kit measures the place it gets, so the place has to stand by then.
  if (step === 'joinRoom') show('kit')
}

async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(second.href)
    tell('Copied')
  } catch {
    // No clipboard here: the address bar holds the same link.
    tell('Copy it from the address bar')
  }
}

function tell(text: string): void {
  said.textContent = text
  copyButton.textContent = text
  setTimeout(() => {
    copyButton.textContent = 'Copy link'
    said.textContent = ''
  }, 2500)
}

function element<E extends HTMLElement>(id: string, kind: abstract new () => E): E {
  const found = document.querySelector(`#${id}`)
  if (!(found instanceof kind)) throw new Error(`the page has no #${id}`)
  return found
}
