import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createApiKey } from '@roompass/server'
import { expect, it } from 'vitest'
import { app, inFolder, run } from './run.ts'

const hours = {
  timeZone: 'Europe/Berlin',
  days: ['wed'],
  from: '08:00',
  to: '10:00',
  except: [{ dates: '2026-12-23/2027-01-06' }, { dates: '2027-01-13', from: '09:00', to: '09:30' }],
}
const config = {
  identity: { apiKeys: [createApiKey('backend').entry] },
  policy: {
    rules: [
      { name: 'teachers', rooms: 'class-*', claims: { role: 'teacher' }, publish: true },
      { name: 'lessons', rooms: 'class-*', hours, maxPeople: 4 },
    ],
  },
}

it('policy explain says which rule decides, and why those before it do not', { timeout: 30_000 }, async () => {
  await inFolder(async (cwd) => {
    await writeFile(join(cwd, 'roompass.config.mjs'), `export default ${JSON.stringify(config)}`)
    const explain = async (...args: readonly string[]) => {
      const who = ['policy', 'explain', '--user', 'ada', '--room', 'class-7', '--utc']
      const { code, stdout } = await run([...who, ...args], { cwd, env: app })
      return [code, ...stdout.trim().split('\n')]
    }
    expect(await explain('--claim', 'role=teacher')).toEqual([
      0,
      'rule 1 (teachers)  fits, and decides',
      'Yes: publish, a token of 3600 s, 6 seats, who comes twice: oldest.',
    ])
    expect(await explain('--at', '2026-11-25T08:30')).toEqual([
      0,
      'rule 1 (teachers)  does not fit: claims.role',
      'rule 2 (lessons)   fits, and decides',
      'Yes: watch, a token of 1800 s, nothing after 2026-11-25 09:00:00 Z, 4 seats, who comes twice: oldest.',
    ])
    expect(await explain('--at', '2026-11-25T09:00')).toEqual([
      1,
      'rule 1 (teachers)  does not fit: claims.role',
      'rule 2 (lessons)   does not fit: hours',
      'No: closed until 2026-12-02T07:00:00Z.',
    ])
    expect(await explain('--at', '2026-12-30T07:30')).toEqual([
      1,
      'rule 1 (teachers)  does not fit: claims.role',
      'rule 2 (lessons)   does not fit: hours.except',
      'No: closed until 2027-01-13T08:00:00Z.',
    ])
    expect((await explain('--purpose', 'lunch'))[0]).toBe(2)
  })
})
