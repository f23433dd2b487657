// The people of a load (people.ts), in a process of their own: they join when they are told to, then they talk.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { PeopleCall, PeopleNews } from './people.ts'

type News<N extends PeopleNews['now']> = Extract<PeopleNews, { now: N }>

export interface Crowd {
  join(): Promise<News<'joined'>>
  talk(): Promise<News<'talked'>>
  end(): void
}

export function openCrowd(call: PeopleCall): Crowd {
  const child = fork(fileURLToPath(new URL('./people.ts', import.meta.url)))
  const end = (): void => void child.kill('SIGKILL')
  process.once('exit', end)

  async function told<N extends PeopleNews['now']>(word: PeopleCall | 'talk', now: N): Promise<News<N>> {
    const coming = once(child, 'message')
    child.send(word)
    const [said]: (PeopleNews | undefined)[] = await coming
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- looked at here
    if (said?.now === now) return said as News<N>
    throw new Error(`the people said ${said?.now}`)
  }

  return {
    join: () => told(call, 'joined'),
    talk: () => told('talk', 'talked'),
    end() {
      process.off('exit', end)
      end()
    },
  }
}
