// The suite as a command for Node, Bun and Deno: reads the vectors in the folder of its argument, prints the report as one line.
import { readFileSync } from 'node:fs'
import * as library from '@roompass/token'
import { runChecks } from '../suite/checks.ts'
import { serverChecks } from '../suite/server.ts'
import { readVectors } from '../suite/vectors.ts'

const folder = process.argv[2] ?? ''
const vectors = readVectors((name) => readFileSync(`${folder}/${name}`, 'utf8'))
console.log(JSON.stringify(runChecks(serverChecks(library, vectors))))
