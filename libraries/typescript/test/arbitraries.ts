// Random people, rooms and rights, for properties of minting and verifying.
import * as fc from 'fast-check'
import type { GrantInput } from '../src/grant.ts'
import type { MintInput } from '../src/mint.ts'
import { isUserName } from '../src/names.ts'

const letters = (characters: string): fc.Arbitrary<string> => fc.constantFrom(...characters.split(''))
const printable = Array.from({ length: 94 }, (_, i) => String.fromCharCode(0x21 + i)).join('')

export const userIds: fc.Arbitrary<string> = fc.string({
  unit: letters("AZaz09~!@#$%^&*()_+=-`;',.<>/\\"),
  minLength: 1,
  maxLength: 64,
})

export const roomIds: fc.Arbitrary<string> = fc.string({
  unit: letters(printable.replaceAll(/["#\\]/g, '')),
  minLength: 1,
  maxLength: 128,
})

export const userNames: fc.Arbitrary<string> = fc.string({ unit: 'grapheme', maxLength: 40 }).filter(isUserName)

export const grants: fc.Arbitrary<GrantInput> = fc.record(
  {
    join: fc.boolean(),
    publish: fc.boolean(),
    streamIds: fc.option(fc.array(fc.string({ unit: 'grapheme', maxLength: 20 }), { maxLength: 5 })),
  },
  { requiredKeys: [] },
)

export const mintInputs: fc.Arbitrary<MintInput> = fc.record(
  {
    userId: userIds,
    roomId: roomIds,
    userName: userNames,
    grant: grants,
    expiresIn: fc.integer({ min: 1, max: 86_400 }),
    format: fc.constantFrom('cbc', 'gcm'),
    ext: fc.string({ unit: 'grapheme-ascii', maxLength: 100 }),
  },
  { requiredKeys: ['userId', 'roomId', 'expiresIn'] },
)

/** One of the texts, changed in a few places. */
export function edited(texts: readonly string[]): fc.Arbitrary<string> {
  const edit = fc.record({
    at: fc.nat({ max: 600 }),
    cut: fc.nat({ max: 4 }),
    put: fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('#', '04', '"', '\\', '{', '%2B', ' ', '\n', '=')),
  })
  return fc.tuple(fc.constantFrom(...texts), fc.array(edit, { maxLength: 4 })).map(([text, edits]) => {
    let result = text
    for (const { at, cut, put } of edits) {
      const from = at % (result.length + 1)
      result = result.slice(0, from) + put + result.slice(from + cut)
    }
    return result
  })
}
