// Why a text is not the suffix of a Kit Token, where that can be told.
import { decodeBase64Text } from '../codec/base64.ts'
import { scanObject } from '../codec/json.ts'
import { isAppId } from '../names.ts'
import type { Finding } from './findings.ts'

export function suffixFaults(text: string): readonly Finding[] {
  const json = decodeBase64Text(text)
  if (json === null) return [{ code: 'suffix_not_base64' }]
  if (/[\u0080-\u00ff]/.test(json)) return [{ code: 'suffix_not_ascii' }]
  const object = scanObject(json, 8)?.object
  if (object === undefined) return []
  const appId = object.get('appID')
  const inDigits = typeof appId === 'string' && /^[1-9][0-9]*$/.test(appId)
  return isAppId(inDigits ? Number(appId) : appId) ? [] : [{ code: 'suffix_app_missing' }]
}

/** Whether a text is a suffix without its token. */
export function looksLikeSuffix(text: string): boolean {
  const json = text.startsWith('eyJ') ? decodeBase64Text(text) : null
  const object = json === null ? undefined : scanObject(json, 1)?.object
  return object?.has('userID') === true && object.has('roomID')
}
