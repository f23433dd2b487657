// The suite of servers in a page, as `runSuite`, to try the portable provider in the engine of a browser.
import * as library from '@roompass/token'
import { runChecks, type Report } from '../suite/checks.ts'
import { serverChecks } from '../suite/server.ts'
import { readVectors } from '../suite/vectors.ts'

Reflect.set(globalThis, 'runSuite', (texts: Readonly<Record<string, string>>): Report =>
  runChecks(
    serverChecks(
      library,
      readVectors((name) => texts[name] ?? ''),
    ),
  ),
)
