import { expect, it } from 'vitest'
import { version } from '../src/version.ts'
import manifest from '../package.json' with { type: 'json' }

it('the version that the kit tells is the version of the package', () => {
  expect(version).toBe(manifest.version)
})
