// The code with which something refuses a token, or 'taken'.
import { KitTokenError } from '../src/errors.ts'

export function codeOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof KitTokenError) return error.code
    throw error
  }
  return 'taken'
}
