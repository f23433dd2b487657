// URLs of STUN and TURN servers (RFC 7064, RFC 7065).

export interface IceUrl {
  readonly relay: boolean
  readonly host: string
  readonly port: number
  readonly transport: 'udp' | 'tcp' | 'tls' | 'dtls'
}

const pattern = /^(stuns?|turns?):(?:\[([\da-f:.]+)\]|([^:?[\]/@\s]+))(?::(\d{1,5}))?(?:\?transport=(udp|tcp))?$/i

/** Null where it is none. */
export function iceUrl(text: string): IceUrl | null {
  const [, scheme, six, name, port, wished] = pattern.exec(text) ?? []
  const host = six ?? name
  if (scheme === undefined || host === undefined) return null
  const secure = scheme.toLowerCase().endsWith('s')
  const number = port === undefined ? (secure ? 5349 : 3478) : Number(port)
  if (number < 1 || number > 65_535) return null
  const udp = (wished ?? (secure ? 'tcp' : 'udp')).toLowerCase() === 'udp'
  return {
    relay: scheme.toLowerCase().startsWith('turn'),
    host,
    port: number,
    transport: secure ? (udp ? 'dtls' : 'tls') : udp ? 'udp' : 'tcp',
  }
}
