// What the store and its worker say to each other: calls of the database by name, and what came of them.
import type { StoreFault } from '../store.ts'
import type { Database } from './database.ts'

export type Method = keyof Database

export interface Request {
  readonly id: number
  readonly method: Method
  readonly args: readonly unknown[]
}

/** `error` is a message of SQLite, which quotes no values; `ofOneWrite`: it is about what was to be written, not about the file. */
export type Reply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | {
      readonly id: number
      readonly ok: false
      readonly error: string
      readonly ofOneWrite: boolean
      readonly code: StoreFault
    }
