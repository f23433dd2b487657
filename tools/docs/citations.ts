// What comments and documents cite is there: sections and rules of the specification, and scripts of package.json.
import { readText } from '../files.ts'
import type { Document } from './markdown.ts'
import type { Problem } from './problem.ts'

/** Checks `spec/….md section 7` and the rules `R12` in sources, and `npm run …` in documents. */
export function checkCitations(root: string, documents: readonly Document[], files: readonly string[]): Problem[] {
  const sources = files.filter((file) => /^(libraries|packages|apps|tools|conformance)\/.*\.tsx?$/.test(file))
  return [
    ...sources.flatMap((file) => {
      const lines = readText(root, file).split('\n')
      return lines.flatMap((text, index) => {
        const missing = [
          ...missingSections(text, documents),
          ...(citesRules(file) ? missingRules(text, documents) : []),
        ]
        return missing.map((message) => ({ file, line: index + 1, message }))
      })
    }),
    ...checkScripts(root, documents),
  ]
}

function citesRules(file: string): boolean {
  return file.startsWith('libraries/')
}

function missingSections(text: string, documents: readonly Document[]): string[] {
  return [...text.matchAll(/(spec\/[\w-]+\.md)(?: sections? (\d+(?:\.\d+)*))?/g)].flatMap(([cited, path, section]) => {
    const document = documents.find((one) => one.path === path)
    if (document === undefined) return [`cites ${cited}, which is not there`]
    const found = document.headings.some(({ text: heading }) => heading.split(/\.? /)[0] === section)
    return section === undefined || found ? [] : [`cites ${cited}, which is not there`]
  })
}

function missingRules(text: string, documents: readonly Document[]): string[] {
  const anchors = documents.find(({ path }) => path === 'spec/kit-token.md')?.anchors ?? new Set()
  const comment = /(?:\/\/|^\s*\/?\*).*/.exec(text)?.[0] ?? ''
  return [...comment.matchAll(/\bR(\d{1,2})\b/g)]
    .filter(([, number]) => !anchors.has(`r${number}`))
    .map(([rule]) => `cites the rule ${rule}, which is not in spec/kit-token.md`)
}

function checkScripts(root: string, documents: readonly Document[]): Problem[] {
  const manifest: unknown = JSON.parse(readText(root, 'package.json'))
  const scripts: object = Object(Object(manifest).scripts)
  return documents.flatMap(({ path, spans, blocks }) => {
    return [...spans, ...blocks].flatMap(({ text, line }) => {
      return [...text.matchAll(/\bnpm (?:run (?:--silent )?)?(start|test|(?<=run (?:--silent )?)[\w:]+)/g)]
        .map(([, script = '']) => script)
        .filter((script) => !Object.hasOwn(scripts, script))
        .map((script) => ({ file: path, line, message: `npm run ${script}: package.json has no such script` }))
    })
  })
}
