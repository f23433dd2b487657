// Cloudflare's runtime. A Worker is bundled before it runs: here under the conditions that Wrangler sets, `browser` among them.
import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { vectorFiles } from '../suite/vectors.ts'
import { outputOf, reportIn, versionOf } from './command.ts'
import type { Driver } from './stage.ts'

export function workerd(program: string): Driver {
  return async ({ bundle, folder, texts }) => {
    const worker = await bundle('worker', { platform: 'browser', conditions: ['workerd', 'worker', 'browser'] })
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text)
    writeFileSync(join(folder, 'worker.capnp'), configOf(basename(worker)))
    const output = await outputOf(program, ['test', 'worker.capnp'], folder)
    return { version: await versionOf(program), report: reportIn(output) }
  }
}

function configOf(worker: string): string {
  const bindings = vectorFiles.map((name) => `(name = "${name}", text = embed "${name}")`)
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "suite", worker = .suite)]);
const suite :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "${worker}")],
  bindings = [${bindings.join(', ')}],
  compatibilityDate = "2026-01-01",
);
`
}
