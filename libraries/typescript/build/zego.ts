// The entry `@roompass/token/zego` as CommonJS for every Node since 8: one file from the same sources, and its declarations.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const home = fileURLToPath(new URL('..', import.meta.url))

/** Writes `zego.cjs`, in the language that Node 8.0 knows. Its methods are the sources' own care: those are not looked for here. */
export async function bundleZego(dist: string): Promise<void> {
  await build({
    entryPoints: [join(home, 'src/zego.ts')],
    outfile: join(dist, 'zego.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node8.0',
    alias: { '#crypto': join(home, 'src/crypto/any_node.ts') },
    inject: [join(home, 'build/node8_globals.ts')],
    logLevel: 'error',
  })
}

/** Writes `zego.d.cts`, in one piece: what a CommonJS module declares cannot come from the modules beside it. Needs the others. */
export function declareZego(dist: string): void {
  const textOf = (path: string): string =>
    readFileSync(join(dist, path), 'utf8').replace(/\/\/# sourceMappingURL=.*\n?/, '')
  const [entry, error] = [textOf('zego.d.ts'), textOf('zego/token04_error.d.ts')]
  const declarations = entry.replace(/^export \{.*\} from '.*token04_error.*';\n/m, error)
  if (/^(im|ex)port .* from |import\(/m.test(declarations)) throw new Error('zego.d.cts would name other files')
  writeFileSync(join(dist, 'zego.d.cts'), declarations)
}
