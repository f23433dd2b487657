// What zego.cjs has in place of globals that came after Node 8. The bundler puts each in where its name is used; nothing global changes.
import { randomFillSync } from 'node:crypto'

const webCrypto = { getRandomValues: <T extends NodeJS.ArrayBufferView>(bytes: T): T => randomFillSync(bytes) }
const self = global

export { webCrypto as 'globalThis.crypto', self as globalThis }

export function atob(text: string): string {
  return Buffer.from(text, 'base64').toString('latin1')
}
