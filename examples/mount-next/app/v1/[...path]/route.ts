// The routes of Roompass as route handlers of Next. They need Node, not the edge: there is a database behind them.
import { answer } from '../../../answer.ts'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

export {
  answer as DELETE,
  answer as GET,
  answer as HEAD,
  answer as OPTIONS,
  answer as PATCH,
  answer as POST,
  answer as PUT,
}
