// `node tools/vectors/write.ts`: writes spec/vectors from the cases. With `--release` what is written is final: from then on no test
// changes, and one that turns out wrong can only be retired, by taking its case away.
import { writeFileSync } from 'node:fs'
import { files, pathOf, readStored, render } from './render.ts'

const release = process.argv.includes('--release')

for (const file of files) {
  const before = readStored(file)
  const text = render(file, before?.stored ?? null)
  const last = [...text.matchAll(/^ {3}"id": "(.*)",$/gm)].at(-1)?.[1] ?? null
  const final = release ? render(file, before?.stored ?? null, last) : text
  if (final === before?.text) continue
  writeFileSync(pathOf(file), final)
  console.log(`spec/vectors/${file.name}.json: ${file.tests.length} tests`)
}
