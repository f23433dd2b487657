// The suite of pages, as `runSuite`.
import * as library from '@roompass/token'
import { runChecks, type Report } from '../suite/checks.ts'
import { pageChecks } from '../suite/page.ts'
import { readVectors } from '../suite/vectors.ts'

Reflect.set(globalThis, 'runSuite', (texts: Readonly<Record<string, string>>): Report =>
  runChecks(
    pageChecks(
      library,
      readVectors((name) => texts[name] ?? ''),
    ),
  ),
)
