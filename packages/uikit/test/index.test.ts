import { expect, it } from 'vitest'

it('can be imported where there is no document, as servers do', async () => {
  expect('document' in globalThis).toBe(false)
  const kit = await import('../src/index.ts')
  expect(Object.keys(kit).sort()).toEqual(
    ['UIKitPrebuilt', 'create', 'generateKitTokenForProduction', 'generateKitTokenForTest', 'version'].sort(),
  )
})
