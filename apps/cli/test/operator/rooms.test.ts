import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { join } from '../../../server/test/http/guest.ts'
import { serveForAll } from './served.ts'

const served = serveForAll()

describe('rooms', { timeout: 60_000 }, () => {
  it('say that nobody is inside', async () => {
    const { code, stdout, stderr } = await served().operate(['rooms', 'list'])
    expect([code, stdout, stderr]).toEqual([0, '', 'Nobody is inside.\n'])
  })

  it('show who is inside, mute them, and send them out', async () => {
    const { operate, operateJson, kitToken, url } = served()
    const guest = await join(url, (await kitToken('ada', 'a/b')).kitToken ?? '')
    const who = ['--room', 'a/b', '--user', 'ada']
    const { stdout } = await operate(['rooms', 'list', '--utc'])
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      expect.stringMatching(/^ROOM +USER +NAME +STATE +CAME +UNTIL +TOKEN$/),
      expect.stringMatching(/^a\/b +ada +- +publishes +20\S+ \S+ Z +20\S+ \S+ Z +[0-9a-f]+$/),
    ])
    expect((await operate(['rooms', 'mute', ...who])).stdout).toBe(
      'ada in room a/b is muted for the rest of their stay.\n',
    )
    expect(await operateJson(['rooms', 'list', '--room', 'a/b'])).toMatchObject({
      rooms: [{ roomId: 'a/b', people: [{ userId: 'ada', muted: true }] }],
    })
    expect((await operate(['rooms', 'list', '--room', 'a'])).stderr).toBe('Nobody is inside there.\n')
    expect((await operate(['rooms', 'unmute', ...who])).stdout).toContain('may publish again')
    expect(await operateJson(['rooms', 'remove', ...who])).toEqual({
      ok: true,
      roomId: 'a/b',
      userId: 'ada',
      done: 'remove',
    })
    expect(await guest.ended).toBe('removed')
    const again = await operate(['rooms', 'remove', ...who])
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('(person_not_found)')])
  })

  it('are asked of the server that is named and of nobody else, whatever stands in its path', async () => {
    const asked: unknown[] = []
    const other = createServer((request, answer) => {
      asked.push(request.url)
      answer.end('{}')
    })
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done))
    const { port } = Object(other.address())
    const { operate, url } = served()
    const { code, stderr } = await operate(['rooms', 'list', '--url', `${url}//127.0.0.1:${port}`])
    other.close()
    expect([code, asked]).toEqual([1, []])
    expect(stderr).toContain('(not_found)')
  })

  it.each([[[]], [['empty']], [['mute', '--room', 'lobby']], [['remove', '--user', 'ada']]])(
    'refuse %j',
    async (args) => {
      expect((await served().operate(['rooms', ...args])).code).toBe(2)
    },
  )
})
