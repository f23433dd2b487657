// `roompass serve`: the server as its config says. Starts, prints where it is, and drains when it is told to stop.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ConfigError, createRoompass, loadConfig, type RoompassConfig } from '@roompass/server'
import { readArguments } from '../arguments.ts'
import { Refusal, UsageError } from '../failures.ts'
import { openDoor, stopOnSignal } from '../process.ts'
import { say, sayJson } from '../terminal.ts'

const names = ['roompass.config.ts', 'roompass.config.mjs', 'roompass.config.js'] as const

export async function runServe(args: readonly string[]): Promise<void> {
  const { values } = readArguments(args, {})
}
