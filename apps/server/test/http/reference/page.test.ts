import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { openApiOf } from '../../../src/http/reference/document.ts'
import { referencePage } from '../../../src/http/reference/page.ts'
import { serve } from '../../service.ts'
import { operationsOf } from './requests.ts'

it('shows every operation of the document, and its problems', async () => {
  const { get } = await serve()
  const page = await (await get('/docs')).text()
  for (const { operation } of operationsOf(await (await get('/v1/openapi.json')).json()))
    expect(page).toContain(`<article id="${operation.operationId}"`)
  expect(page).toContain('scope_missing')
})

it('runs no script and takes no style but its own', async () => {
  const { get } = await serve()
  const answer = await get('/docs')
  const page = await answer.text()
  const [, style = ''] = /<style>([\s\S]*)<\/style>/.exec(page) ?? []
  const hash = createHash('sha256').update(style).digest('base64')
  expect(answer.headers.get('content-security-policy')).toContain(`default-src 'none'; style-src 'sha256-${hash}'`)
  expect(page).not.toMatch(/<script|javascript:|\sstyle=|\son\w+=/)
})

it('shows what a route says as text', () => {
  const hostile = '<img src=x onerror=alert(1)> & "quotes"'
  const page = referencePage(
    openApiOf([
      {
        method: 'GET',
        path: '/x',
        access: 'anyone',
        id: 'x',
        summary: hostile,
        success: { status: 200, description: hostile },
        answer: async () => null,
      },
    ]),
  )
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; &quot;quotes&quot;')
  expect(page).not.toContain('<img')
})
