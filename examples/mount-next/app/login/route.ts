// Yours: check a password here.
import { randomUUID } from 'node:crypto'
import { shared } from '../../instance.ts'

export const dynamic = 'force-dynamic'

export async function POST(request: Request): Promise<Response> {
  const { name } = await request.json()
  const sid = randomUUID()
  shared().sessions.set(sid, { userId: name, userName: name })
  return Response.json(
    { signedInAs: name },
    { headers: { 'set-cookie': `sid=${sid}; HttpOnly; SameSite=Lax; Path=/` } },
  )
}
