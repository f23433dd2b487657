// What every view is given.
import type { Console } from '../models/console.ts'

export interface ViewProps {
  readonly console: Console
}
