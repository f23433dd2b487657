// What the process that `roompass serve` starts and those that it starts in turn say to each other, as data. How it travels is talk.ts.
import type { Topic } from '../bus/bus.ts'
import type { LostNode, NodeSelf, SeenNode } from '../store/store.ts'

/** What was taken of limits: the limit, and how many of which key. */
export type Spent = readonly (readonly [limit: string, keys: readonly (readonly [key: string, count: number])[]])[]

/** Why a child cannot start, in words for people and for machines. */
export interface Failure {
  readonly message: string
  readonly details: Readonly<Record<string, unknown>>
}

/** What a child is told when it comes. */
export interface Welcome {
  /** From 1. */
  readonly process: number
  readonly count: number
  /** What the children know each other by. */
  readonly secret: string
}

/** What the parent has to know of the config. */
export interface Prepared {
  readonly metrics: { readonly host: string; readonly port: number } | null
  /** Milliseconds that its orderly end may take. */
  readonly patienceMs: number
}

/** What needs no answer. */
export type Notice =
  // Of a child, for the others.
  | { readonly tell: 'hint'; readonly topic: Topic }
  | { readonly tell: 'spent'; readonly spent: Spent }
  // Of a child, for the parent.
  | { readonly tell: 'here' }
  | ({ readonly tell: 'prepared' } & Prepared)
  | { readonly tell: 'listening'; readonly url: string }
  | { readonly tell: 'failed'; readonly failure: Failure }
  // Of the parent.
  | ({ readonly tell: 'welcome' } & Welcome)
  | { readonly tell: 'open' }
  | { readonly tell: 'drain' }

/** What does: the question, and what comes back. */
export interface Questions {
  // Of a child.
  readonly announce: readonly [NodeSelf, null]
  readonly seen: readonly [null, readonly SeenNode[]]
  readonly forget: readonly [LostNode, boolean]
  readonly metrics: readonly [null, string]
  // Of the parent.
  readonly own_metrics: readonly [null, string]
}
