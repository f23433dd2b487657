// The claims of a Token04: the keys and kinds of R19, R21 and R22.
import type { Hold } from './hold.ts'
import { hasDuplicate, member, textOf } from './json.ts'
import type { Opened } from './opening.ts'
import { isUserId } from './sets.ts'

export interface Claims {
  readonly app_id: number
  readonly user_id: string
  readonly ctime: number
  readonly expire: number
  readonly payload: string
}

export const lastSecond = 253402300799

export function readClaims({ object, fallback }: Opened, hold: Hold): Claims {
  const names = object.members.map(([key]) => key).filter((key) => key !== 'payload')
  const exact = [...names].sort().join() === 'app_id,ctime,expire,nonce,user_id' && !hasDuplicate(object)
  hold(exact, 'R19', 'claims_invalid')
  const user = member(object, 'user_id')
  const payload = member(object, 'payload')
  const noPayload = payload === undefined || (payload.is === 'word' && payload.word === 'null')
  hold(user?.is === 'string' && (noPayload || payload.is === 'string'), 'R19', 'claims_invalid')

  const integer = (key: 'app_id' | 'nonce' | 'ctime' | 'expire', least: number, most: number): number => {
    const value = member(object, key)
    if (value === undefined) return fallback[key]
    const literal = value?.is === 'number' ? value.literal : ''
    const number = Number(literal || textOf(value) || fallback[key])
    const plain = /^-?(0|[1-9][0-9]*)$/.test(literal) && literal !== '-0' && Number.isSafeInteger(number)
    hold(plain && number >= least && number <= most, 'R21', 'claims_invalid')
    return number
  }
  const app_id = integer('app_id', 1, 0xffffffff)
  integer('nonce', -(2 ** 31), 2 ** 31 - 1)
  const ctime = integer('ctime', 1, lastSecond)
  const expire = integer('expire', 1, lastSecond)
  const user_id = user?.is === 'string' || user?.is === 'number' ? textOf(user) : fallback.user_id
  hold(isUserId(user_id), 'R22', 'user_id_invalid')
  return { app_id, user_id, ctime, expire, payload: payload?.is === 'string' ? payload.text : '' }
}
