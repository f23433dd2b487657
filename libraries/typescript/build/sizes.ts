// What the package weighs, and may weigh, where it is loaded over a network. `node build/sizes.ts`, after a build, holds the built files to it.
import { bundle } from './bundle.ts'

export interface Size {
  readonly what: string
  readonly names: string
  readonly condition: 'browser' | 'workerd'
  /** Bytes after gzip. */
  readonly most: number
}

export const sizes: readonly Size[] = [
  { what: 'joining, in a page', names: 'generateKitTokenForProduction', condition: 'browser', most: 700 },
  {
    what: 'reading and joining, in a page',
    names: 'read, generateKitTokenForProduction',
    condition: 'browser',
    most: 2000,
  },
  { what: 'minting, in a Worker', names: 'createKeyring, mint', condition: 'workerd', most: 12_000 },
  {
    what: 'minting and verifying, in a Worker',
    names: 'createKeyring, mint, verify',
    condition: 'workerd',
    most: 18_000,
  },
]

if (import.meta.main) {
  for (const { what, names, condition, most } of sizes) {
    // oxlint-disable-next-line no-await-in-loop -- one line after the other
    const { gzipped } = await bundle(`export { ${names} } from '@roompass/token'`, [condition])
    console.log(`@roompass/token, ${what}: ${gzipped} of ${most} bytes`)
    if (gzipped > most) process.exitCode = 1
  }
}
