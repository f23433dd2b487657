// `node build/build.ts`, after `tsc --build`: puts into dist what the compiler cannot make. It may be run again and again.
import { fileURLToPath } from 'node:url'
import { bundlePortable } from './portable.ts'
import { bundleZego, declareZego } from './zego.ts'

const dist = fileURLToPath(new URL('../dist', import.meta.url))

await bundlePortable(dist)
await bundleZego(dist)
declareZego(dist)
