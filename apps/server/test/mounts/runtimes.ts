// The binaries of other runtimes, where `npm run runtimes` installs them: too large for everybody who installs this repository.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../../../libraries/typescript/runtimes/node_modules/', import.meta.url))
const arm = process.arch === 'arm64'

/** Null where it is not installed. */
export const bun: string | null = installed(`@oven/bun-linux-${arm ? 'aarch64' : 'x64'}/bin/bun`)
export const deno: string | null = installed(`@deno/linux-${arm ? 'arm64' : 'x64'}-glibc/deno`)

function installed(program: string): string | null {
  return existsSync(folder + program) ? folder + program : null
}
