// Addresses of clients: which one counts behind proxies, and the network that limits and audit go by.
import { BlockList, isIP, isIPv4 } from 'node:net'

const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/

/** An IPv4 address that came in as IPv6 is the same client as the IPv4 one. */
function plain(address: string): string {
  if (isIP(address) !== 6) return address
  const [, high, low] = mapped.exec(canonical(address)) ?? []
  if (high === undefined || low === undefined) return address
  return [high, low].flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 0xff]).join('.')
}

/** `203.0.113.0/24`, `2001:db8:1:2::/64`: what one household or company shares. Unknown addresses are one network. */
export function networkOf(address: string): string {
  if (address !== lastAddress) [lastAddress, lastNetwork] = [address, networkOfAny(address)]
  return lastNetwork
}

/** A busy server of an app asks from one address. */
let [lastAddress, lastNetwork] = ['', 'unknown']

function networkOfAny(address: string): string {
  const ip = plain(address)
  if (isIPv4(ip)) return `${ip.split('.').slice(0, 3).join('.')}.0/24`
  if (isIP(ip) === 0) return 'unknown'
  return `${groupsOf(canonical(ip)).slice(0, 4).join(':')}::/64`
}

/** `2001:db8:1::/48` of a network of IPv6: what one customer of a provider may have at most. Null for any other: a wider one of IPv4 is many customers. */
export function widerNetworkOf(network: string): string | null {
  return network.endsWith('::/64') ? `${network.split(':').slice(0, 3).join(':')}::/48` : null
}

/** The one spelling of an IPv6 address (RFC 5952), without its zone. */
function canonical(ip: string): string {
  return new URL(`http://[${ip.split('%')[0]}]`).hostname.slice(1, -1)
}

/** The eight groups of a canonical address. */
function groupsOf(ip: string): string[] {
  const [left = [], right = []] = ip.split('::').map((side) => (side === '' ? [] : side.split(':')))
  return [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right]
}

/** Networks in CIDR notation, or single addresses. @throws RangeError for anything else */
export function networksOf(list: readonly string[]): BlockList {
  const networks = new BlockList()
  for (const text of list) {
    const [address = '', prefix, ...rest] = text.split('/')
    const family = isIPv4(address) ? 'ipv4' : 'ipv6'
    const bits = prefix === undefined ? (family === 'ipv4' ? 32 : 128) : Number(prefix)
    const whole = /^\d{1,3}$/.test(prefix ?? '0') && bits <= (family === 'ipv4' ? 32 : 128)
    if (isIP(address) === 0 || !whole || rest.length > 0) throw new RangeError('not an address or a network')
    networks.addSubnet(address, bits, family)
  }
  return networks
}

/** Whether an address is one of these. */
export function isIn(networks: BlockList, address: string): boolean {
  const ip = plain(address)
  return isIP(ip) !== 0 && networks.check(ip, isIPv4(ip) ? 'ipv4' : 'ipv6')
}

/** Some proxies write the port as well: `203.0.113.7:5678`, `[2001:db8::1]:443`. */
function withoutPort(hop: string): string {
  const [, v6, v4] = /^(?:\[([^\]]*:[^\]]*)\]|([0-9.]+))(?::\d{1,5})?$/.exec(hop) ?? []
  return v6 ?? v4 ?? hop
}

/**
 * Who is at the other end. What `X-Forwarded-For` says counts only as far as it was written by proxies that are named in the config:
 * read from the right, the first address that is no such proxy is the client.
 */
export function clientAddress(peer: string, forwardedFor: string | null, proxies: BlockList): string {
  let [client, rest] = [plain(peer), forwardedFor]
  // One hop after the other: what a client wrote itself is never looked at.
  while (rest !== null && isIn(proxies, client)) {
    const comma = rest.lastIndexOf(',')
    const hop = plain(withoutPort(rest.slice(comma + 1).trim()))
    if (isIP(hop) === 0) break
    client = hop
    rest = comma === -1 ? null : rest.slice(0, comma)
  }
  return client
}
