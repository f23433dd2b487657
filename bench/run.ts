// `npm run bench`: every bench file, one after another, each in a fresh process. `npm run bench -- token` runs those with "token" in their names.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
const wanted = process.argv.slice(2)
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.bench.ts'))
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  .toSorted()

if (files.length === 0) {
  console.error(`no bench file matches ${wanted.join(' ')}`)
  process.exitCode = 1
}
for (const file of files) {
  console.log(`\n${file}`)
  const { status } = spawnSync(process.execPath, [file], { cwd: folder, stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
