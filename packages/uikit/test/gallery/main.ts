// One state of the kit per address, on a pretend room: ?state=room4&theme=dark. For looking at, and for screenshots.
import { showState } from './scene.ts'
import { states } from './states.ts'

const query = new URLSearchParams(location.search)
const container = document.querySelector('#root')
const state = states[query.get('state') ?? 'prejoin']
if (state === undefined || container === null) throw new Error(`?state= is one of ${Object.keys(states).join(', ')}`)
await showState(state, container, query.get('theme') === 'dark' ? 'dark' : 'light')
// The drawings that stand for pictures need a moment to flow.
setTimeout(() => (document.body.dataset['ready'] = ''), 400)
