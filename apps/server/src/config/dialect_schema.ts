// The shape of a dialect: a name of the table, or one of your own.
import * as v from 'valibot'
import { dialectAnswers, isDialectPath, type CustomDialect } from '../http/dialects/dialect.ts'
import { dialectNames, type DialectName } from '../http/dialects/table.ts'
import { text } from './shapes.ts'

const names = v.exactOptional(v.pipe(v.array(text), v.nonEmpty('must not be empty')))

const custom = v.strictObject({
  path: v.custom<`/${string}`>(
    (value) => typeof value === 'string' && isDialectPath(value),
    'must be a path such as /api/token or /api/userID/{userId}, and none of the server’s own',
  ),
  method: v.exactOptional(v.picklist(['GET', 'POST'])),
  answer: v.exactOptional(v.picklist(dialectAnswers)),
  userId: names,
  roomId: names,
  userName: names,
  expiresIn: names,
})
const named = v.picklist(dialectNames, `must be one of ${dialectNames.join(', ')}`)

export const dialect: v.GenericSchema<DialectName | CustomDialect> = v.lazy<
  v.GenericSchema<DialectName | CustomDialect>
>((input) => (typeof input === 'string' ? named : custom))
