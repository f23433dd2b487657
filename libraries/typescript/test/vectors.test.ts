// Every vector of spec/vectors, on both providers.
import { readFileSync } from 'node:fs'
import { providers } from './providers.ts'
import { parseVectors, testVectors, vectorFiles } from './vectors_suite.ts'

const folder = new URL('../../../spec/vectors/', import.meta.url)
const vectors = parseVectors(vectorFiles.map((name) => readFileSync(new URL(`${name}.json`, folder), 'utf8')))

for (const { name, provider } of providers) testVectors(name, provider, vectors)
