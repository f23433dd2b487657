// How a verify case is written: the honest token with something about it, and what is proved, or which option refuses it.
import { passOf, requestOf, type Ask } from '../../craft.ts'
import type { Pass, VerifyTest } from '../../model.ts'

export const notes = {
  Signed: 'A Kit Token as mint makes it.',
  Sealed: 'Sealed claims and a suffix that nothing proves, or no suffix.',
  Bare: 'A Token04 without a seal, as official generators make it.',
  Gcm: 'The GCM form, and what a key says about it.',
  Clock: 'The edges of time.',
  Rotation: 'Several keys of an app, or several apps.',
  Payload: 'What payloads grant, and which spellings are taken.',
  Room: 'Which room is proven.',
  Options: 'What the caller asks for.',
  Tolerance: 'Spellings of unsigned suffixes that are taken.',
  Official: 'In official reading, with accept: bare.',
  Bounds: 'A field at its least or greatest.',
}
export type Flag = keyof typeof notes

/** What differs from the pass of the honest token. */
type Row = readonly [comment: string, ask: Ask, differs?: Partial<Pass>]

export function passes({ flags }: { readonly flags: readonly Flag[] }, rows: readonly Row[]): readonly VerifyTest[] {
  return rows.map(([comment, ask, differs]) => {
    const request = requestOf(ask)
    return { comment, flags, ...request, expected: { pass: passOf(ask, request.kind, differs) } }
  })
}

/** Refused for what is asked, not for a fault of the token. */
export function refuses(
  { code, flags }: { readonly code: string; readonly flags: readonly Flag[] },
  rows: readonly (readonly [comment: string, ask: Ask])[],
): readonly VerifyTest[] {
  return rows.map(([comment, ask]) => ({ comment, flags, ...requestOf(ask), expected: { code } }))
}
