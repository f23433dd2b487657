// Which packages the published files import without saying so in package.json: where that is installed alone they would not be found.
import { isBuiltin } from 'node:module'
import { parseSync } from 'oxc-parser'
import { mentionsOf } from '../arrows/mentions.ts'

/** A sentence for each file and package. `files` are texts by path; of declarations the types count, too. */
export function strangersIn(manifest: Record<string, unknown>, files: ReadonlyMap<string, string>): string[] {
  const known = new Set([
    String(manifest['name']),
    ...['dependencies', 'peerDependencies', 'optionalDependencies'].flatMap((kind) =>
      Object.keys(Object(manifest[kind])),
    ),
  ])
  return [...files].flatMap(([path, text]) => {
    const imported = new Set(mentionsOf(parseSync(path, text).program, text).flatMap(packageOf))
    return [...imported]
      .filter((name) => !known.has(name))
      .map((name) => `${path} imports ${name}, which is no dependency`)
  })
}

/** The package behind a specifier; none behind a path, a name of the package's own imports, or a part of Node. */
function packageOf({ specifier }: { readonly specifier: string | null }): string[] {
  if (specifier === null || /^[./#]/.test(specifier) || isBuiltin(specifier)) return []
  return [/^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier]
}
