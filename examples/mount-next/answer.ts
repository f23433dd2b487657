// A request that Next has taken, answered by Roompass.
import { shared } from './instance.ts'

/** The header in which server.ts says whose socket it is. It overwrites what a client sends under this name. */
export const peerHeader = 'x-peer-address'

export function answer(request: Request): Promise<Response> {
  const address = request.headers.get(peerHeader)
  return shared().roompass.fetch(request, address === null ? {} : { address })
}
