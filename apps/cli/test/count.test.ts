import { expect, it } from 'vitest'
import { countOf, sizeOf } from '../src/count.ts'

it.each([
  [0, '0 rows'],
  [1, '1 row'],
  [2, '2 rows'],
])('%i is written %s', (n, text) => expect(countOf(n, 'row')).toBe(text))

it.each([
  [1, '1 byte'],
  [999, '999 bytes'],
  [1750, '1.8 kB'],
  [12_340_000, '12.3 MB'],
])('a size of %i is written %s', (bytes, text) => expect(sizeOf(bytes)).toBe(text))
