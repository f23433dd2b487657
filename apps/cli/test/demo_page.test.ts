import { beforeAll, describe, expect, it } from 'vitest'
import { createDemoPage } from '../src/demo_page.ts'
import { demoIsBuilt } from './demo_build.ts'

describe('the demo page', () => {
  let answer: (path: string, method?: string) => Response | undefined

  beforeAll(async () => {
    await demoIsBuilt()
    const page = await createDemoPage()
    answer = (path, method = 'GET') => page(new Request(`http://127.0.0.1:8787${path}`, { method }))
  }, 60_000)

  it('stands at the root, with a policy that lets in nothing foreign and nothing inline', async () => {
    const response = answer('/?room=lobby')
    expect(response?.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const policy = response?.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|https:|\*/)
    expect(response?.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response?.headers.get('permissions-policy')).toContain('camera=(self)')
    const html = (await response?.text()) ?? ''
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son[a-z]+=|\sstyle=/i)
  })

  it('serves every file that the page names', async () => {
    const html = (await answer('/')?.text()) ?? ''
    const named = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? '')
    expect(named.length).toBeGreaterThanOrEqual(3)
    for (const path of named) expect(answer(path)?.status, path).toBe(200)
  })

  it('holds neither a secret nor the means to mint with one in production', async () => {
    const html = (await answer('/')?.text()) ?? ''
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? ''
    expect((await answer(script)?.text())?.includes('serverSecret')).toBe(false)
  })

  it.each(['/index.html', '/../package.json', '/%2e%2e/package.json', '/assets/', '/assets/../../main.js', '/v1/none'])(
    'has nothing at %s',
    (path) => {
      expect(answer(path)).toBeUndefined()
    },
  )

  it('answers HEAD without a body, and no other method', async () => {
    expect(await answer('/', 'HEAD')?.text()).toBe('')
    expect(answer('/', 'POST')).toBeUndefined()
  })
})
