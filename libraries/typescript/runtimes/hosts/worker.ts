// The suite as a Worker, for `workerd test`: the vectors are texts bound to it, the report is one line on its console.
import * as library from '@roompass/token'
import { runChecks } from '../suite/checks.ts'
import { serverChecks } from '../suite/server.ts'
import { readVectors } from '../suite/vectors.ts'

export default {
  test(_: unknown, texts: Readonly<Record<string, string>>): void {
    const vectors = readVectors((name) => texts[name] ?? '')
    console.log(JSON.stringify(runChecks(serverChecks(library, vectors))))
  },
}
