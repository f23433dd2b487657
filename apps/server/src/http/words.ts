// What several routes take or give, with the words that the OpenAPI document says of it.
import * as v from 'valibot'
import { isRoomId, isUserId } from '@roompass/token'

type Text = v.GenericSchema<string, string>
type Whole = v.GenericSchema<number, number>

export const time: Whole = v.pipe(v.number(), v.integer(), v.description('Unix seconds.'))
export const milliseconds: Whole = v.pipe(v.number(), v.integer(), v.description('Milliseconds since 1970.'))
export const appIdField: Whole = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(1),
  v.maxValue(0xffffffff),
  v.description('The app.'),
)
export const tokenField: Text = v.pipe(v.string(), v.description('A Token04: `04` and base64.'))

/** Somebody, or some room, in a path, a query or a body. */
export const userIdField: Text = v.pipe(
  v.string(),
  v.check((text: string) => isUserId(text), 'must be a user ID'),
  v.description('A user ID.'),
)
export const roomIdField: Text = v.pipe(
  v.string(),
  v.check((text: string) => isRoomId(text), 'must be a room ID'),
  v.description('A room ID.'),
)

/** A whole number in a query or a path. */
export function digits(name: string, min: number, max: number): v.GenericSchema<string, number> {
  return v.pipe(
    v.string(),
    v.regex(/^(?:0|[1-9][0-9]{0,15})$/, 'must be a whole number'),
    v.description(name),
    v.transform(Number),
    v.minValue(min, `must be at least ${min}`),
    v.maxValue(max, `must be at most ${max}`),
  )
}
