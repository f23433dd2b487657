// Shapes that several settings have, with the words for what is wrong.
import * as v from 'valibot'

export const text: v.GenericSchema<string> = v.pipe(v.string(), v.nonEmpty('must not be empty'))
export const oneOrMore: v.GenericSchema<string | string[]> = v.union(
  [text, v.pipe(v.array(text), v.nonEmpty('must not be empty'))],
  'must be a text or a list of texts',
)

/** A whole number within bounds, both included. */
export const whole = (least: number, most: number): v.GenericSchema<number> =>
  v.pipe(
    v.number(),
    v.integer('must be a whole number'),
    v.minValue(least, `must be at least ${least}`),
    v.maxValue(most, `must be at most ${most}`),
  )

/** That it is a function is all that can be checked before it is called. */
export const functionOf = <F>(): v.GenericSchema<F> =>
  v.custom<F>((value) => typeof value === 'function', 'must be a function')
