// For whoever balances and watches.
import { answer } from '../../answer.ts'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

export { answer as GET, answer as HEAD }
