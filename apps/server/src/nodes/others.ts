// What a node asks the others over HTTP: who is in their rooms, and to send somebody out or mute them. Only nodes may ask, and only nodes are asked.
import { hash } from 'node:crypto'
import * as v from 'valibot'
import type { Log } from '../log.ts'
import type { NodeSelf } from '../store/store.ts'
import { empty, json, type HttpAnswer, type HttpRequest } from '../transport/message.ts'
import type { Answer, Question } from './local_rooms.ts'
import { askHeader, type Seals } from './seals.ts'

export interface Answers {
  readonly answers: readonly Answer[]
  /** URLs of those who did not answer. */
  readonly silent: readonly string[]
}

export interface Others {
  ask(question: Question): Promise<Answers>
  /** Answers another node; 403 whoever is none. */
  answer(request: HttpRequest): Promise<HttpAnswer>
}

export interface OthersParts {
  readonly url: string
  /** Those that live. */
  readonly nodes: () => readonly Pick<NodeSelf, 'url' | 'speaks'>[]
  readonly seals: Seals
  /** What this node says to a question. */
  readonly say: (question: Question) => Answer
  readonly log: Log
}

/** The path at which nodes ask. */
export const nodePath = '/v1/node'

/** Milliseconds. */
const patience = 2000
const longestQuestion = 4096

export function createOthers({ url, nodes, seals, say, log }: OthersParts): Others {
  const askOne = async (node: Pick<NodeSelf, 'url' | 'speaks'>, question: Question): Promise<Answer> => {
    const body = JSON.stringify(question)
    const response = await fetch(node.url + nodePath, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [askHeader]: seals.seal('ask', node, hash('sha256', body)) },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    })
    if (!response.ok) throw new Error(`status ${response.status}`)
    return v.parse(answer, await response.json())
  }
  return {
    async ask(question) {
      const others = nodes().filter((node) => node.url !== url)
      const outcomes = await Promise.allSettled(others.map((node) => askOne(node, question)))
      const silent = others.flatMap((node, i) => (outcomes[i]?.status === 'rejected' ? [node.url] : []))
      for (const node of silent) log.warn('node_silent', { node })
      return { answers: outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])), silent }
    },
    async answer(request) {
      // Before the body is read: of a stranger nobody wants one.
      const sealed = seals.open('ask', request.headers.get(askHeader) ?? '')
      if (sealed === null || request.method !== 'POST') return empty(403)
      const read = await request.read(longestQuestion)
      if (typeof read === 'string') return empty(403)
      const body = Buffer.from(read).toString()
      if (sealed !== hash('sha256', body)) return empty(403)
      const asked = v.safeParse(question, JSON.parse(body))
      // A newer node may ask what this one does not know yet.
      return asked.success ? json(say(asked.output), 200) : empty(501)
    },
  }
}

const person = { roomId: v.string(), userId: v.string() }
const question: v.GenericSchema<unknown, Question> = v.variant('do', [
  v.object({ do: v.literal('list') }),
  v.object({ do: v.literal('remove'), ...person }),
  v.object({ do: v.literal('mute'), ...person, muted: v.boolean() }),
])

const livePerson = v.object({
  peerId: v.string(),
  userId: v.string(),
  userName: v.string(),
  publish: v.boolean(),
  microphone: v.boolean(),
  camera: v.boolean(),
  joinedAt: v.number(),
  connected: v.boolean(),
  muted: v.boolean(),
  expiresAt: v.number(),
  tid: v.string(),
  issuedAt: v.exactOptional(v.number()),
  kid: v.exactOptional(v.string()),
})
const answer = v.object({
  rooms: v.array(v.object({ roomId: v.string(), node: v.string(), people: v.array(livePerson) })),
  done: v.boolean(),
})
