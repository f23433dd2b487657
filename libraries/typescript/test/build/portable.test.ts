// The portable provider as it is published: what of npm it needs is in it, and nobody has to install it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll, describe, expect, it } from 'vitest'
import { bundlePortable } from '../../build/portable.ts'

const dist = mkdtempSync(`${tmpdir()}/roompass-portable-`)
await bundlePortable(dist)
const code = readFileSync(`${dist}/crypto/portable.js`, 'utf8')
const licences = readFileSync(`${dist}/crypto/portable.LICENSE.txt`, 'utf8')
afterAll(() => rmSync(dist, { recursive: true }))

describe('the portable provider as it is published', () => {
  it('imports files of the library and nothing else', () => {
    const imports = [...code.matchAll(/^import .* from "(.*)";$/gm)].map(([, path]) => path)
    expect(imports).toEqual(['../codec/base64.js', '../codec/bytes.js', '../codec/transcoder.js', './pads.js'])
    expect(code).not.toMatch(/"@noble|\brequire\(|\bimport\(/)
  })

  it('has the cryptography in it', () => {
    expect(code).toContain('aescbc')
    expect(code).toContain('export {\n  provider\n};')
  })

  it('has the licences of what is in it beside it', () => {
    for (const name of ['@noble/ciphers', '@noble/hashes']) {
      expect(licences).toMatch(new RegExp(`^${name} [\\d.]+\n\nThe MIT License`, 'm'))
    }
    expect(licences.match(/Permission is hereby granted/g)).toHaveLength(2)
  })
})
