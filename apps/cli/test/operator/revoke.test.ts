import { describe, expect, it } from 'vitest'
import { run, runOnTerminal } from '../run.ts'
import { serveForAll } from './served.ts'

const served = serveForAll()

describe('revoke', { timeout: 30_000 }, () => {
  it('bans a user until they are taken back', async () => {
    const { operate, kitToken } = served()
    expect((await kitToken('ada')).status).toBe(201)
    const { code, stdout, stderr } = await operate(['revoke', '--user', 'ada', '--until', '2h', '--reason', 'spam'])
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^Revoked: user ada, what was issued until 20\S+ \S+ \+0[12]:00\. It is number \d+\.\n$/),
    ])
    expect(await kitToken('ada')).toMatchObject({ status: 403, code: 'revoked' })
    const [, id = ''] = /roompass revoke undo (\d+)/.exec(stderr) ?? []
    expect((await operate(['revoke', 'undo', id])).stdout).toMatch(/^Taken back: number \d+, user ada\./)
    expect((await kitToken('ada')).status).toBe(201)
  })

  it.each([
    [['--room', 'den'], { kind: 'room', roomId: 'den' }],
    [['--user', 'bob', '--room', 'den'], { kind: 'user_in_room', userId: 'bob', roomId: 'den' }],
    [['--token', '0123456789abcdef'], { kind: 'token', tid: '0123456789abcdef' }],
    [['--key', '01234567'], { kind: 'key', kid: '01234567' }],
    [['--app'], { kind: 'app' }],
  ])('revokes %j', async (options, scope) => {
    const { operateJson } = served()
    const made = await operateJson(['revoke', '--yes', ...options, '--until', '2001-01-01', '--utc'])
    expect(made).toMatchObject({ scope, until: Date.UTC(2001, 0, 1) / 1000, by: 'api_key:operator' })
  })

  it.each([
    ['--app', [], 'This sends everybody out of every room'],
    ['--room', ['den'], 'This sends everybody out of the room den'],
    ['--key', ['01234567'], 'This ends every token that the key 01234567 made'],
  ])('of what reaches everybody (%s) wants --yes where nobody can be asked', async (option, value, says) => {
    const { operate, operateJson } = served()
    const before = await operateJson(['revoke', 'list', '--all', '--limit', '1000'])
    const { code, stdout, stderr } = await operate(['revoke', option, ...value])
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(`roompass: ${says}`)])
    expect(stderr).toContain('say --yes')
    expect(await operateJson(['revoke', 'list', '--all', '--limit', '1000'])).toEqual(before)
  })

  it('of what reaches everybody asks on a terminal, and does nothing unless the answer is yes', async () => {
    const { url, operateJson } = served()
    const type = (answer: string) =>
      runOnTerminal(['revoke', '--key', '89abcdef', '--until', '2001-01-01', '--url', url], served(), [
        ['Type yes to do it: ', `${answer}\r`],
        ['API key (not shown): ', `${served().operatorKey}\r`],
      ])
    const no = await type('no')
    expect([no.code, no.screen]).toEqual([1, expect.stringContaining('that was not yes, and nothing was changed')])
    const nothing = await operateJson(['revoke', 'list', '--kind', 'key', '--all'])
    expect(JSON.stringify(nothing)).not.toContain('89abcdef')
    const yes = await type('yes')
    expect([yes.code, yes.screen]).toEqual([0, expect.stringContaining('Revoked: key 89abcdef')])
    expect(yes.screen).toContain('It ends nothing: --until is more than a day ago')
  })

  it('lists what counts, the newest first, and with --all the rest', async () => {
    const { operate, operateJson } = served()
    const { id }: { id: number } = Object(
      await operateJson(['revoke', '--user', 'cleo', '--until', 'forever', '--reason', 'gone']),
    )
    await operateJson(['revoke', '--user', 'cleo', '--until', '1d'])
    const { stdout } = await operate(['revoke', 'list', '--user', 'cleo', '--utc'])
    const [head, newest, oldest] = stdout.split('\n')
    expect(head).toMatch(/^NUMBER {2}WHAT +ISSUED UNTIL +MADE +BY +REASON$/)
    expect(newest).toMatch(/user cleo +20\S+ \S+ Z +20\S+ \S+ Z +api_key:operator$/)
    expect(oldest).toMatch(new RegExp(`^${id} +user cleo +for good +20\\S+ \\S+ Z +api_key:operator +gone$`))
    await operateJson(['revoke', 'undo', String(id)])
    expect((await operate(['revoke', 'list', '--user', 'cleo'])).stdout).not.toContain('for good')
    expect((await operate(['revoke', 'list', '--user', 'cleo', '--all'])).stdout).toContain(
      'undone by api_key:operator',
    )
    expect(await operateJson(['revoke', 'list', '--user', 'cleo', '--all', '--limit', '1'])).toMatchObject({
      revocations: [{ scope: { kind: 'user', userId: 'cleo' } }],
      next: expect.any(Number),
    })
    expect((await operate(['revoke', 'list', '--user', 'nobody'])).stderr).toBe('Nothing is revoked.\n')
  })

  it('shows a problem with its code and the way out', async () => {
    const { asBackend, operate, operateJson } = served()
    const refused = await asBackend(['revoke', '--app', '--yes'])
    expect([refused.code, refused.stdout, refused.stderr]).toEqual([
      1,
      '',
      expect.stringMatching(/^roompass: The API key is not for this \(scope_missing\)\nmend: Use a key whose scopes/),
    ])
    const unknown = await operate(['revoke', 'undo', '999999'])
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('(revocation_not_found)')])
    const wrong = await operateJson(['revoke', '--user', 'ada lovelace'])
    expect(wrong).toMatchObject({ ok: false, code: 'body_invalid', errors: [{ detail: 'must be a user ID' }] })
  })

  it.each([
    ['nothing', []],
    ['a token and a user', ['--token', '0123456789abcdef', '--user', 'ada']],
    ['a whole token', ['--token', '04AAAAAGe']],
    ['a time that is none', ['--user', 'ada', '--until', 'later']],
    ['an undo of nothing', ['undo']],
    ['an undo of what is no number', ['undo', 'ada']],
  ])('refuses to be called with %s', async (_, args) => {
    const { code, stdout, stderr } = await served().operate(['revoke', ...args])
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(/^roompass: /)])
  })
})

describe('where the server is', { timeout: 30_000 }, () => {
  const list = ['revoke', 'list']
  const key = 'rp_0123456789'

  it('nobody answers: it says where, and what to do', async () => {
    const { code, stderr } = await run(list, {
      cwd: '/',
      env: { ROOMPASS_API_KEY: key, ROOMPASS_URL: 'http://127.0.0.1:65535' },
    })
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(
        /^roompass: no server answers at http:\/\/127\.0\.0\.1:65535 \(ECONNREFUSED\)\nmend: .+--url/,
      ),
    ])
  })

  it('a wrong key is refused, and never repeated', async () => {
    const { code, stderr } = await run([...list, '--url', served().url], { cwd: '/', env: { ROOMPASS_API_KEY: key } })
    expect([code, stderr]).toEqual([1, expect.stringContaining('(credentials_invalid)')])
    expect(stderr).not.toContain(key)
  })

  it.each([
    ['no key', {}, list],
    ['two keys', { ROOMPASS_API_KEY: key, ROOMPASS_API_KEY_FILE: 'key' }, list],
    ['a file that is not there', { ROOMPASS_API_KEY_FILE: '/gone/key' }, list],
    ['a key that is none', { ROOMPASS_API_KEY: 'two words' }, list],
    ['a key on the command line', {}, [...list, '--api-key', key]],
    ['a key on the command line after =', {}, [...list, `--apiKey=${key}`]],
    ['no URL', { ROOMPASS_API_KEY: key }, [...list, '--url', 'example.org']],
    ['a password in the URL', { ROOMPASS_API_KEY: key }, [...list, '--url', 'https://ada:lovelace@example.org']],
  ])('refuses %s', async (_, env, args) => {
    const { code, stdout, stderr } = await run(args, { cwd: '/', env })
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(/^roompass: /)])
    expect(stderr).not.toMatch(/rp_0123456789|two words|lovelace/)
  })
})
