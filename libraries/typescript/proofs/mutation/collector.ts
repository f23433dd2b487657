// What the library's tests import in place of `vitest` while mutants run: it collects them, so that each can be run alone, many times and
// without starting anything. It knows what those tests use, and refuses the rest by being absent.
export { expect, vi } from 'vitest'

export interface Collected {
  readonly name: string
  readonly run: () => Promise<void>
}

type Body = (...args: never[]) => unknown
type Options = { readonly timeout?: number }
type Register = (name: string, first: Body | Options, second?: Body | number) => void

interface State {
  tests: Collected[]
  path: string[]
  cleanups: Body[]
}

/** Shared by all loadings of this module. */
const state: State = Reflect.get(globalThis, 'collectedTests') ?? { tests: [], path: [], cleanups: [] }
Reflect.set(globalThis, 'collectedTests', state)

/** Takes what was collected since the last call. */
export function takeTests(): Collected[] {
  const { tests } = state
  // A file that failed to load may have left its groups open.
  Object.assign(state, { tests: [], path: [], cleanups: [] })
  return tests
}

const register: Register = (name, first, second) => {
  const body = bodyOf(first, second)
  const cleanups = [...state.cleanups]
  const run = async (): Promise<void> => {
    try {
      await body()
    } finally {
      for (const cleanup of cleanups) await Reflect.apply(cleanup, undefined, [])
    }
  }
  state.tests.push({ name: [...state.path, name].join(' > '), run })
}

const group: Register = (name, first, second) => {
  const outer = state.cleanups
  state.path.push(name)
  state.cleanups = [...outer]
  bodyOf(first, second)()
  state.cleanups = outer
  state.path.pop()
}

function bodyOf(first: Body | Options, second: Body | number | undefined): () => unknown {
  const body = typeof first === 'function' ? first : second
  if (typeof body !== 'function') throw new TypeError('a test needs a function')
  return () => Reflect.apply(body, undefined, [])
}

/** `it.each(rows)(name, body)`: where every row is a list, it gives the arguments. */
function eachOf(run: Register) {
  return (rows: readonly unknown[]) => {
    const areLists = rows.every(Array.isArray)
    return (name: string, first: Body | Options, second?: Body | number): void => {
      for (const [index, row] of rows.entries()) {
        const args: readonly unknown[] = areLists && Array.isArray(row) ? row : [row]
        const body = typeof first === 'function' ? first : second
        if (typeof body !== 'function') throw new TypeError('a test needs a function')
        // Not the values of the row: under a mutant they may be others.
        run(`${name} #${index}`, () => Reflect.apply(body, undefined, args))
      }
    }
  }
}

export const it = Object.assign(register, { each: eachOf(register) })
export const describe = Object.assign(group, { each: eachOf(group) })

export function afterEach(cleanup: Body): void {
  state.cleanups.push(cleanup)
}
