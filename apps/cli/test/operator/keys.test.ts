import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { serveForAll } from './served.ts'

const served = serveForAll({ ROOMPASS_KEY_ENCRYPTION_KEY: randomBytes(32).toString('hex') })
const mine = 'pQ7zm2Vx9Rt4Lw8Bnc6Hd1Fs5Gj0YkXe'

interface Keys {
  readonly keys: readonly { readonly kid: string; readonly state: string }[]
}

async function states(answer: Promise<unknown>): Promise<Record<string, string>> {
  const { keys }: Keys = Object(await answer)
  return Object.fromEntries(keys.map(({ kid, state }) => [state, kid]))
}

describe('keys', { timeout: 60_000 }, () => {
  it('rotate with a secret of the server, and with one from standard input, which never comes out', async () => {
    const { operate, operateJson, kitToken } = served()
    const before = await states(operateJson(['keys', 'list']))
    const after = await states(operateJson(['keys', 'rotate']))
    expect(after['previous']).toBe(before['active'])
    expect((await kitToken('ada')).status).toBe(201)
    const added = await operate(['keys', 'add', '-'], `${mine}\n`)
    expect(added.stdout).toMatch(/^Key ([0-9a-f]{8}) is added\. .+\nKEY +STATE +SINCE +RETIRES .+\n\1 +next +20/)
    expect(added.stdout + added.stderr).not.toContain(mine)
    const { next = '' } = await states(operateJson(['keys', 'list']))
    expect((await operate(['keys', 'activate', next])).stdout).toMatch(new RegExp(`\\n${next} +active `))
    expect((await operate(['keys', 'rewrap'])).stdout).toMatch(/^Sealed anew: \d+\.\n$/)
    const { previous = '' } = await states(operateJson(['keys', 'list']))
    expect((await operate(['keys', 'retire', previous])).stdout).toMatch(/is retired: its secret is forgotten\.\n/)
  })

  it('rotate and revoke what a leaked secret made', async () => {
    const { operate, operateJson } = served()
    const { active } = await states(operateJson(['keys', 'list']))
    const unsure = await operate(['keys', 'rotate-and-revoke', '--reason', 'leaked'])
    expect([unsure.code, unsure.stderr]).toEqual([2, expect.stringContaining('say --yes')])
    expect(await states(operateJson(['keys', 'list']))).toMatchObject({ active })
    await operateJson(['keys', 'rotate-and-revoke', '--reason', 'leaked', '--yes'])
    expect(await operateJson(['revoke', 'list', '--kind', 'key'])).toMatchObject({
      revocations: [{ scope: { kind: 'key', kid: active } }],
    })
  })

  it('say why a secret is not taken, and do not repeat it', async () => {
    const { operate } = served()
    const weak = await operate(['keys', 'add', '-'], 'a'.repeat(32))
    expect([weak.code, weak.stderr]).toEqual([1, expect.stringMatching(/\(secret_weak\)\nmend: /)])
    const unknown = await operate(['keys', 'activate', '00000000'])
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('(key_unknown)')])
    for (const args of [['add', mine], ['retire', mine], ['rotate', '--secret', mine], []]) {
      const { code, stdout, stderr } = await operate(['keys', ...args])
      expect(code).toBe(2)
      expect(stdout + stderr).not.toContain(mine)
    }
  })
})
