// The binaries of other runtimes, each from the package of this machine that carries it.
import { createRequire } from 'node:module'

const { resolve } = createRequire(import.meta.url)
const arm = process.arch === 'arm64'

export const bun: string = resolve(`@oven/bun-linux-${arm ? 'aarch64' : 'x64'}/bin/bun`)
export const deno: string = resolve(`@deno/linux-${arm ? 'arm64' : 'x64'}-glibc/deno`)
