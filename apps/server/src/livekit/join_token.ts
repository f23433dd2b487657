// What a LiveKit server takes for a pass: a JWT of a minute for the same room, user, name and rights. No second decision is made here.
import { SignJWT } from 'jose'
import type { Pass } from '@roompass/token'
import { tidPrefix } from '../audit/entry.ts'

export interface LiveKitSettings {
  /** Where browsers reach it: `wss://…`. */
  readonly url: string
  readonly apiKey: string
  readonly apiSecret: string
  /** Seconds in which somebody has to join. LiveKit cannot take a token back, so that it is short; who is inside stays. */
  readonly tokenLifetime: number
}

/** @param roomId the room that the pass is of */
export function joinToken(
  { userId, userName, grant, tid, issuedAt, expiresAt }: Pass,
  roomId: string,
  { apiKey, apiSecret, tokenLifetime }: LiveKitSettings,
): Promise<string> {
  const video = {
    room: roomId,
    roomJoin: grant.join,
    canPublish: grant.publish,
    canPublishData: grant.publish,
    canSubscribe: true,
    canUpdateOwnMetadata: false,
  }
  return (
    new SignJWT({ ...(userName === null ? {} : { name: userName }), video })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(apiKey)
      .setSubject(userId)
      .setJti(tidPrefix(tid))
      // LiveKit revokes by comparing nbf.
      .setNotBefore(issuedAt)
      .setExpirationTime(Math.min(issuedAt + tokenLifetime, expiresAt))
      .sign(new TextEncoder().encode(apiSecret))
  )
}
