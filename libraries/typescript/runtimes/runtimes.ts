// Which runtimes there are, where the program of each is, and what it gets by `import '@roompass/token'`.
import { fileURLToPath } from 'node:url'
import { chromium } from './drivers/chromium.ts'
import { command, oldCommand } from './drivers/command.ts'
import type { Driver } from './drivers/stage.ts'
import { workerd } from './drivers/workerd.ts'

export interface Runtime {
  readonly name: string
  /** For servers or for pages, and what it computes with. */
  readonly gets: string
  readonly drive: Driver
}

const [arch, aarch, bits] = process.arch === 'arm64' ? ['arm64', 'aarch64', 'arm64'] : ['x64', 'x64', '64']
const deno = ['run', '--no-prompt', '--node-modules-dir=manual', '--allow-read']
const node = 'server, node:crypto'
const portable = 'server, portable'

/** In the order of the table. */
export const runtimes: readonly Runtime[] = [
  // npm has it for x64 alone.
  { name: 'Node 8', gets: 'zego, CommonJS', drive: oldCommand(installed(`node8-linux-${arch}/bin/node`)) },
  { name: 'Node 20', gets: node, drive: command(installed(`node20-linux-${arch}/bin/node`)) },
  { name: 'Node 22', gets: node, drive: command(installed(`node22-linux-${arch}/bin/node`)) },
  { name: 'Node 24', gets: node, drive: command(at('../../../node_modules/node/bin/node')) },
  { name: 'Node 26', gets: node, drive: command(installed(`node26-linux-${arch}/bin/node`)) },
  { name: 'Bun', gets: node, drive: command(installed(`@oven/bun-linux-${aarch}/bin/bun`)) },
  { name: 'Deno', gets: node, drive: command(installed(`@deno/linux-${arch}-glibc/deno`), deno) },
  { name: 'workerd', gets: portable, drive: workerd(installed(`@cloudflare/workerd-linux-${bits}/bin/workerd`)) },
  { name: 'Chromium, as a page', gets: 'page, portable', drive: chromium('page') },
  { name: 'Chromium, as a server', gets: portable, drive: chromium('script') },
]

function installed(program: string): string {
  return at(`node_modules/${program}`)
}

function at(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}
