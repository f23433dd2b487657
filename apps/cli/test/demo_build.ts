// Makes sure that the demo page is built, for the tests that serve it. A build that is there is taken as it is.
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const demo = `${root}dist/demo`

export async function demoIsBuilt(): Promise<void> {
  if (existsSync(`${demo}/index.html`)) return
  await mkdir(`${root}dist`, { recursive: true })
  const outDir = await mkdtemp(`${root}dist/demo-`)
  await build({ configFile: `${root}vite.config.ts`, logLevel: 'error', build: { outDir } })
  // Test files run side by side: the first whole build wins, nobody ever sees half of one.
  await rename(outDir, demo).catch(() => rm(outDir, { recursive: true }))
}
