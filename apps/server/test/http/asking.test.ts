import { describe, expect, it } from 'vitest'
import { askingPaths } from '../../src/http/asking.ts'
import { dialectFor } from '../../src/http/dialects/table.ts'
import type { OpenApi } from '../../src/http/reference/document.ts'
import { serve, type Service } from '../service.ts'
import { operationsOf } from './reference/requests.ts'

/** The paths of the routes that say so themselves, as far as their first name in braces. */
async function askingOf({ get }: Service): Promise<ReadonlySet<string>> {
  const document: OpenApi = await (await get('/v1/openapi.json')).json()
  const asking = operationsOf(document).filter(({ operation }) => operation.security.length > 0)
  return new Set(asking.map(({ path }) => path.replace(/\/\{.*$/, '')))
}

describe('the paths at which somebody is asked', () => {
  it('are those of the routes that ask, no more and no fewer', async () => {
    const asking = await askingOf(await serve())
    expect(new Set(askingPaths({ dialects: [], livekit: false }))).toEqual(asking)
  })

  it('are with dialects and LiveKit those of their routes as well', async () => {
    const dialects = ['access_token', 'post_token', 'get_token', 'user_id_in_path'] as const
    const livekit = { url: 'wss://livekit.example', apiKey: 'key', apiSecret: 'made-up-'.repeat(5) }
    const asking = await askingOf(await serve({ http: { dialects }, livekit }))
    expect(new Set(askingPaths({ dialects: dialects.map(dialectFor), livekit: true }))).toEqual(asking)
    expect(asking.has('/api/userID')).toBe(true)
  })
})
