import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mint, verify } from '@roompass/token'
import { developmentConfig } from '../../src/config/development.ts'
import { isSettings } from '../../src/config/settings.ts'
import { ownFolder } from '../folder.ts'
import { bePatient } from '../patience.ts'

bePatient()

async function keptIn(folder: string): Promise<string> {
  return readFile(join(folder, '.roompass', 'app.json'), 'utf8')
}

async function broken(text: string): Promise<string> {
  const folder = await ownFolder()
  await mkdir(join(folder, '.roompass'))
  await writeFile(join(folder, '.roompass', 'app.json'), text)
  return folder
}

describe('the config for trying out', () => {
  it('lets anyone on this machine be anyone, and nobody else in', async () => {
    const folder = await ownFolder()
    const settings = await developmentConfig({ folder })
    expect(isSettings(settings)).toBe(true)
    expect(settings).toMatchObject({
      mode: 'development',
      identity: { jwt: [], apiKeys: [], authenticate: null, anonymous: true },
      policy: { rules: [{ rooms: '*', publish: true }], decide: null },
      http: { allowedOrigins: [], allowCredentials: false, trustedProxies: [], dialects: [] },
      database: join(folder, '.roompass', 'roompass.db'),
    })
  })

  it('has an app of its own, which its owner alone can read', async () => {
    const folder = await ownFolder()
    const { appId, keys } = await developmentConfig({ folder })
    const kept = JSON.parse(await keptIn(folder))
    expect(kept).toEqual({ appId, serverSecret: expect.stringMatching(/^[0-9a-f]{32}$/) })
    expect(verify(mint({ userId: 'ada', roomId: 'lobby', expiresIn: 60 }, keys), keys).appId).toBe(appId)
    expect((await stat(join(folder, '.roompass', 'app.json'))).mode & 0o777).toBe(0o600)
    expect((await stat(join(folder, '.roompass'))).mode & 0o777).toBe(0o700)
  })

  it('keeps the app, and has another one in another folder', async () => {
    const [here, there] = [await ownFolder(), await ownFolder()]
    const first = await developmentConfig({ folder: here })
    const made = await keptIn(here)
    const again = await developmentConfig({ folder: here })
    expect(again.appId).toBe(first.appId)
    expect(await keptIn(here)).toBe(made)
    await developmentConfig({ folder: there })
    expect(JSON.parse(await keptIn(there)).serverSecret).not.toBe(JSON.parse(made).serverSecret)
  })

  // Once the file was made empty and then written: who started in between found no app, and did not start.
  it('ends with one app, however many start at once', async () => {
    const folder = await ownFolder()
    const started = await Promise.all(Array.from({ length: 20 }, () => developmentConfig({ folder })))
    const { appId } = JSON.parse(await keptIn(folder))
    expect(started.map((settings) => settings.appId)).toEqual(started.map(() => appId))
    expect((await readdir(join(folder, '.roompass'))).toSorted((a, b) => a.localeCompare(b))).toEqual([
      '.gitignore',
      'app.json',
    ])
  })

  it('is ignored by git in whatever repository it lies', async () => {
    const folder = await ownFolder()
    await developmentConfig({ folder })
    expect(await readFile(join(folder, '.roompass', '.gitignore'), 'utf8')).toBe('*\n')
  })

  it('takes an app that somebody put there', async () => {
    const folder = await broken('{"appId":7,"serverSecret":"my own secret, 32 characters it is","note":"mine"}')
    await expect(developmentConfig({ folder })).rejects.toThrow('32 characters')
    const right = await broken('{"appId":7,"serverSecret":"my own secret of 32 characters!!","note":"mine"}')
    expect((await developmentConfig({ folder: right })).appId).toBe(7)
  })

  it.each([
    ['empty', ''],
    ['cut off', '{"appId":1234567890,"serverSec'],
    ['no object', '"app"'],
    ['null', 'null'],
    ['without a secret', '{"appId":7}'],
    ['with a short secret', '{"appId":7,"serverSecret":"sesame"}'],
    ['with an AppID that is text', '{"appId":"7","serverSecret":"my own secret of 32 characters!!"}'],
    ['with an AppID out of range', '{"appId":4294967296,"serverSecret":"my own secret of 32 characters!!"}'],
  ])('refuses an app that is %s, leaves it as it is, and says what to do', async (_, text) => {
    const folder = await broken(text)
    await expect(developmentConfig({ folder })).rejects.toMatchObject({
      name: 'ConfigError',
      problems: [{ setting: '.roompass/app.json', fix: 'remove the file; the next start makes a new app' }],
    })
    expect(await keptIn(folder)).toBe(text)
  })

  it('says nothing of a secret that it cannot use', async () => {
    const folder = await broken('{"appId":7,"serverSecret":"sesame"}')
    await expect(developmentConfig({ folder })).rejects.toThrow(/^(?!.*sesame)/)
  })

  it('does not hide a folder that cannot be written', async () => {
    const folder = await ownFolder()
    await writeFile(join(folder, '.roompass'), 'a file where the folder should be')
    await expect(developmentConfig({ folder })).rejects.toThrow('EEXIST')
  })

  it('does not loosen the rights of what is there', async () => {
    const folder = await ownFolder()
    await developmentConfig({ folder })
    await chmod(join(folder, '.roompass', 'app.json'), 0o400)
    await developmentConfig({ folder })
    expect((await stat(join(folder, '.roompass', 'app.json'))).mode & 0o777).toBe(0o400)
  })
})
