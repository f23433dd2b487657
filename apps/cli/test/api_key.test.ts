import { loadConfig, type RoompassConfig } from '@roompass/server'
import { describe, expect, it } from 'vitest'
import { app, inFolder, run } from './run.ts'

const make = (...args: readonly string[]) => inFolder((cwd) => run(['api-key', ...args], { cwd }))
const policy: RoompassConfig['policy'] = { rules: [{ rooms: '*' }] }

describe('roompass api-key', { timeout: 30_000 }, () => {
  it('makes a key, with an entry for the config and one for the environment, which mean the same', async () => {
    const { code, stdout } = await make('night', '--scopes', 'audit,rooms', '--json')
    expect(code).toBe(0)
    const { apiKey, entry, environment } = JSON.parse(stdout)
    expect(apiKey).toMatch(/^rpk_night_[\w-]{43}$/)
    expect(entry).toEqual({
      name: 'night',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      scopes: ['rooms', 'audit'],
    })
    const byFile = loadConfig({ file: { identity: { apiKeys: [entry] }, policy }, env: app })
    const byEnvironment = loadConfig({ file: { policy }, env: { ...app, ROOMPASS_API_KEYS: environment } })
    expect(byEnvironment.identity.apiKeys).toEqual(byFile.identity.apiKeys)
  })

  it('shows the key alone where its output goes, and all else beside', async () => {
    const { code, stdout, stderr } = await make('school', '--users', 'pupil-*, teacher-*')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^rpk_school_[\w-]{43}\n$/)
    expect(stderr).toContain('users: ["pupil-*", "teacher-*"] },')
    // The environment has no word for users: an entry without them would be one for everybody.
    expect(stderr).not.toContain('ROOMPASS_API_KEYS')
    expect(stderr).not.toContain(stdout.trim())
  })

  it.each([
    ['no name', [], 'whose?'],
    ['a name that cannot be one', ['Night Shift'], 'the name must be'],
    ['a scope that there is not', ['night', '--scopes', 'rooms,everything'], '--scopes must be some of tokens,'],
    ['no scope', ['night', '--scopes', ','], '--scopes must be some of tokens,'],
    ['nobody', ['night', '--users', ' '], '--users must name'],
  ])('refuses %s', async (_, args, says) => {
    const { code, stdout, stderr } = await make(...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(says)
  })
})
