import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { readQuery } from '../../src/http/body.ts'

const schema = v.object({ a: v.optional(v.string()), 'b.c': v.optional(v.string()) })

/** What the standard's own parser makes of it. */
function expected(query: string): unknown {
  const given = new URLSearchParams(query)
  const all = Object.keys(schema.entries).map((name) => [name, given.getAll(name)] as const)
  if (all.some(([, values]) => values.length > 1)) return 'twice'
  return Object.fromEntries(all.flatMap(([name, [value]]) => (value === undefined ? [] : [[name, value]])))
}

describe('a query', () => {
  it('is read as the standard says, however it is written', () => {
    const part = fc.constantFrom(
      'a',
      'b.c',
      '__proto__',
      'toString',
      '=',
      '&',
      '&',
      '+',
      '%20',
      '%',
      '1',
      '-',
      '?',
      '~',
      'ä',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const query = parts.join('')
        const read = readQuery(query, schema)
        expect(read.ok ? read.value : 'twice').toEqual(expected(query))
      }),
      { numRuns: 2000 },
    )
  })

  it('names whatever is given twice, once', () => {
    const twice = { ok: false, code: 'query_invalid', errors: [{ pointer: '/a', detail: 'must be given once' }] }
    expect(readQuery('a=1&a=2&a=3', schema)).toEqual(twice)
    expect(readQuery('a=1&%61=2', schema)).toEqual(twice)
    expect(readQuery('x=1&x=2', schema)).toEqual({ ok: true, value: {} })
  })
})
