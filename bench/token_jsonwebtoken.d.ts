// What the benchmark uses of jsonwebtoken, which ships no types.
declare module 'jsonwebtoken' {
  import type { KeyObject } from 'node:crypto'
  const jsonwebtoken: {
    sign(payload: object, key: KeyObject, options: { subject: string; expiresIn: number }): string
    verify(token: string, key: KeyObject, options: { algorithms: string[] }): { sub?: string }
  }
  export default jsonwebtoken
}
