// `node --conditions=source meet.ts <url>…`, with an API key in KEY: a person enters the same room through each of the URLs, and says whom they see.
// A program of its own, since it runs in the network of the containers.
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { createFakeEngine, createRoomClient } from '@roompass/room/client'

const urls = process.argv.slice(2)

async function personAt(url: string, userId: string) {
  const response = await fetch(`${url}/v1/kit-tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${process.env['KEY']}` },
    body: JSON.stringify({ userId, roomId: 'lobby' }),
  })
  if (response.status !== 201) throw new Error(`${url} gives no token: ${response.status} ${await response.text()}`)
  const { kitToken } = await response.json()
  const client = createRoomClient({ kitToken, serverUrl: url, engine: createFakeEngine(), webSocket: WebSocket })
  await client.join()
  return client
}

const people = await Promise.all(urls.map((url, n) => personAt(url, `user-${n}`)))
for (let n = 0; n < 200 && people.some(({ participants }) => participants.length < urls.length - 1); n += 1) {
  // oxlint-disable-next-line no-await-in-loop
  await pause(50)
}
process.stdout.write(
  JSON.stringify(people.map(({ participants }) => participants.map(({ userId }) => userId).toSorted())),
)
await Promise.all(people.map((one) => one.leave()))
