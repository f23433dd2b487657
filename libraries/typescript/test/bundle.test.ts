// What a bundler makes of the package: what ends up in a page, and how much it weighs.
import { describe, expect, it } from 'vitest'
import { bundle, type Bundle } from '../build/bundle.ts'
import { sizes } from '../build/sizes.ts'

const bundleFor = (condition: string, names: string): Promise<Bundle> =>
  bundle(`export ${names} from '@roompass/token'`, ['source', condition])

const inPage = (names: string): Promise<Bundle> => bundleFor('browser', `{ ${names} }`)

describe('a bundle', () => {
  it.each(sizes)('for $what weighs no more than $most bytes', async ({ names, condition, most }) => {
    expect((await bundleFor(condition, `{ ${names} }`)).gzipped).toBeLessThanOrEqual(most)
  })
})

describe('a bundle for pages', () => {
  it('holds nothing of Node', async () => {
    const { text, files, imports } = await bundleFor('browser', '*')
    expect(imports).toEqual([])
    expect(text).not.toMatch(/["'`]node:|createCipheriv|createDecipheriv|Buffer\.(alloc|concat)/)
    expect(files.filter((file) => file.endsWith('crypto/node.ts'))).toEqual([])
    expect(files.some((file) => file.endsWith('crypto/portable.ts'))).toBe(true)
  })

  it('has neither cryptography nor verbs of servers for reading and joining', async () => {
    const { files } = await inPage('read, generateKitTokenForProduction')
    expect(files.filter((file) => /crypto|noble|verify|mint|inspect/.test(file))).toEqual([])
  })

  it('has few files for joining alone', async () => {
    expect((await inPage('generateKitTokenForProduction')).files.length).toBeLessThan(6)
  })

  it('has no cryptography but for the test tokens, whatever else is used', async () => {
    const { files } = await inPage(
      'read, generateKitTokenForProduction, isUserId, kitStreamIds, KitTokenError, mint, verify',
    )
    expect(files.filter((file) => /noble|crypto/.test(file))).toEqual([])
    expect((await inPage('generateKitTokenForTest')).files.some((file) => file.includes('noble'))).toBe(true)
  })
})

describe('a bundle for Workers', () => {
  it('mints and verifies without Node', async () => {
    const { imports, files } = await bundleFor('workerd', '{ createKeyring, mint, verify }')
    expect(imports).toEqual([])
    expect(files.some((file) => file.endsWith('crypto/portable.ts'))).toBe(true)
  })
})

describe('a bundle for Node', () => {
  it('holds nothing of the portable provider', async () => {
    const { imports, files } = await bundleFor('node', '*')
    expect([...imports].sort()).toEqual(['node:buffer', 'node:crypto'])
    expect(files.filter((file) => /noble|portable\.ts/.test(file))).toEqual([])
  })
})
