// Links, anchors, and paths in code font lead to something that is in the repository.
import { posix } from 'node:path'
import type { Document } from './markdown.ts'
import type { Problem } from './problem.ts'

/** Checks every link of every document against the files of the repository. Addresses of other places are not looked at. */
export function checkLinks(documents: readonly Document[], files: readonly string[]): Problem[] {
  const places = new Set(files.flatMap((file) => [file, ...foldersOf(file)]))
  return documents.flatMap((document) => [
    ...document.links.flatMap(({ text, line }) => {
      const message = brokenLink(text, document, documents, places)
      return message === undefined ? [] : [{ file: document.path, line, message }]
    }),
    ...document.spans
      .filter(({ text }) => looksLikePath(text) && !places.has(text.replace(/\/$/, '')))
      .map(({ text, line }) => ({ file: document.path, line, message: `\`${text}\` is not there` })),
  ])
}

function brokenLink(
  target: string,
  from: Document,
  documents: readonly Document[],
  places: ReadonlySet<string>,
): string | undefined {
  if (/^(https?|mailto):/.test(target)) return undefined
  const [path = '', anchor] = target.split('#')
  if (path.startsWith('/')) return `the link ${target} is not relative`
  const file = path === '' ? from.path : posix.join(posix.dirname(from.path), path).replace(/\/$/, '')
  if (!places.has(file)) return `the link ${target} leads nowhere`
  if (anchor === undefined) return undefined
  const there = documents.find((document) => document.path === file)
  return there?.anchors.has(anchor) === true ? undefined : `the link ${target} leads to no heading`
}

function foldersOf(file: string): string[] {
  const folders: string[] = []
  for (let at = posix.dirname(file); at !== '.'; at = posix.dirname(at)) folders.push(at)
  return folders
}

/** A path from the root, complete: no pattern, no placeholder, no command with arguments. */
function looksLikePath(span: string): boolean {
  return /^(apps|packages|libraries|spec|tools|docs|bench|conformance|examples)\/[\w./-]+$/.test(span)
}
