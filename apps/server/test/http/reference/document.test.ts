import { Ajv2020 } from 'ajv/dist/2020.js'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OpenApi, Operation } from '../../../src/http/reference/document.ts'
import { problemKinds } from '../../../src/http/problems.ts'
import { as, asBackend, asOperator, serve, type Service } from '../../service.ts'
import { operationsOf, requestOf } from './requests.ts'

const documentOf = async ({ get }: Pick<Service, 'get'>): Promise<OpenApi> => (await get('/v1/openapi.json')).json()
const withKeys = { keys: { encryptionKey: '0123456789abcdef'.repeat(4) } }

describe('the OpenAPI document', () => {
  it('has every operation once, under an ID of its own', async () => {
    const all = operationsOf(await documentOf(await serve())).map(({ operation }) => operation.operationId)
    expect(new Set(all).size).toBe(all.length)
    expect(all).toEqual(expect.arrayContaining(['issueKitToken', 'issueToken', 'revoke', 'searchAudit', 'getOpenApi']))
  })

  it('tells of every path and query parameter, and of nothing that is not there', async () => {
    for (const { path, operation } of operationsOf(await documentOf(await serve()))) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const given = operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name)
      expect(new Set(given)).toEqual(new Set(named))
    }
  })

  it('names problems that there are, under their statuses', async () => {
    for (const { operation } of operationsOf(await documentOf(await serve())))
      for (const [status, codes] of Object.entries(codesIn(operation)))
        for (const code of codes) expect(problemKinds[code]?.status, code).toBe(Number(status))
  })
})

// Seeds are new each time, and said when something fails.
describe('each operation answers as the document says, whatever it is asked:', () => {
  const callers = [asOperator, asBackend, as('ada'), {}, { ...asOperator, origin: 'https://evil.example' }]
  const ajv = new Ajv2020({ strict: false, allErrors: true })

  it.each([
    'issueKitToken',
    'issueToken',
    'getApp',
    'enterRoom',
    'getMetrics',
    'getHealth',
    'getReadiness',
    'listRooms',
    'removePerson',
    'mutePerson',
    'unmutePerson',
    'listRevocations',
    'revoke',
    'undoRevocation',
    'listKeys',
    'addKey',
    'rotateAndRevokeKeys',
    'rewrapKeys',
    'activateKey',
    'retireKey',
    'searchAudit',
    'exportAudit',
    'verifyAudit',
    'getOpenApi',
    'getDocs',
  ])('%s', async (id) => {
    const service = await serve(withKeys)
    const document = await documentOf(service)
    const found = operationsOf(document).find(({ operation }) => operation.operationId === id)
    if (found === undefined) throw new Error(`there is no operation ${id}`)
    const { method, path, operation } = found
    const asked = fc.record({ made: requestOf(path, operation), caller: fc.constantFrom(...callers) })
    await fc.assert(
      fc.asyncProperty(asked, async ({ made, caller }) => {
        const headers: Record<string, string> = {
          ...caller,
          ...(made.type === undefined ? {} : { 'content-type': made.type }),
        }
        const request = new Request(`http://rooms.example:8787${made.path}`, {
          method,
          headers,
          ...(made.body === undefined ? {} : { body: made.body.toWellFormed() }),
        })
        await expectAsDocumented(operation, await service.fetch(request, { address: '203.0.113.7' }))
      }),
      { numRuns: 60 },
    )
    expect(service.log.events.filter((event) => event.includes('request_failed'))).toEqual([])
  })

  async function expectAsDocumented({ operationId, responses }: Operation, response: Response): Promise<void> {
    const { status } = response
    const text = await response.text()
    const told = responses[status]
    expect(told, `${operationId} answered ${status}: ${text.slice(0, 300)}`).toBeDefined()
    const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? ''
    const media = told?.content?.[type]
    if (text === '' && told?.content === undefined) return
    expect(media, `${operationId} answered ${status} with ${type}`).toBeDefined()
    if (type !== 'application/json' && type !== 'application/problem+json') return
    const validate = ajv.compile(resolved(media))
    expect(
      validate(JSON.parse(text)),
      `${operationId} ${status}: ${ajv.errorsText(validate.errors)} in ${text.slice(0, 300)}`,
    ).toBe(true)
  }
})

/** The one reference that there is, to the problem, taken as it is. */
function resolved(media: unknown): object {
  return JSON.parse(
    JSON.stringify(media).replaceAll(
      '{"$ref":"#/components/schemas/Problem"}',
      '{"type":"object","required":["type","title","status","detail","code","request_id"]}',
    ),
  )
}

function codesIn({ responses }: Operation): Record<string, (keyof typeof problemKinds)[]> {
  return Object.fromEntries(
    Object.entries(responses)
      .filter(([status]) => Number(status) >= 400)
      .map(([status, { content }]) => {
        const found = /"enum":(\[[^\]]*\])/.exec(JSON.stringify(content))?.[1] ?? '[]'
        return [status, JSON.parse(found)]
      }),
  )
}
