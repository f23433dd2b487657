import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readAdminPage } from '../../src/admin/page.ts'
import { ownFolder } from '../folder.ts'

async function built(): Promise<string> {
  const folder = await ownFolder()
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html>')
  await writeFile(join(folder, 'assets/page-1a2b.js'), '1')
  await writeFile(join(folder, 'assets/page-1a2b.js.map'), '{}')
  return folder
}

const request = (path: string, method = 'GET') => ({ path, method })

describe('the files of the admin page', () => {
  it('are found at their own paths and no other', async () => {
    const page = await readAdminPage(await built())
    const found = (path: string) => page(request(path)) !== undefined
    expect(['/admin', '/admin/', '/admin/assets/page-1a2b.js'].every(found)).toBe(true)
    const others = ['/', '/admin/index.html', '/admin/assets/', '/admin/assets/page-1a2b.js.map', '/admin/../admin.txt']
    expect(others.filter(found)).toEqual([])
    expect(page(request('/admin', 'POST'))).toBeUndefined()
  })

  it('let no other script, style or frame in, and are cached by their names', async () => {
    const page = await readAdminPage(await built())
    const headers = page(request('/admin'))?.headers ?? {}
    const policy = headers['content-security-policy'] ?? ''
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'")
    expect(policy).not.toContain('unsafe')
    expect(headers['cache-control']).toBe('no-cache')
    const script = page(request('/admin/assets/page-1a2b.js'))
    expect(script?.headers['cache-control']).toContain('immutable')
    expect(script?.body).toEqual(new TextEncoder().encode('1'))
    expect(page(request('/admin', 'HEAD'))?.status).toBe(200)
  })

  it('are not there where nothing was built', async () => {
    const page = await readAdminPage(join(await ownFolder(), 'nothing'))
    expect(page(request('/admin'))).toBeUndefined()
  })
})
