// Where an identity provider may be: the URLs that are asked, and the addresses that are connected to. The internet always; what is
// behind it only by the config's word, and what no provider can be at never.
import { BlockList, isIP } from 'node:net'
import { isLoopback } from '../loopback.ts'
import { networksOf } from '../network.ts'

/** What the config says about where its provider is. */
export interface Reach {
  readonly allowPrivateNetworks?: boolean | undefined
  readonly allowLoopback?: boolean | undefined
}

const loopback = networksOf(['127.0.0.0/8', '::1'])
const privateNetworks = networksOf(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'])

/** IANA's special-purpose addresses, and where clouds give secrets to whoever asks from a machine of theirs. */
const never = networksOf([
  '0.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  // Metadata of Azure, Alibaba Cloud, AWS and Google Cloud, as far as it is not link-local.
  '168.63.129.16',
  '100.100.100.200',
  'fd00:ec2::254',
  'fd20:ce::254',
])
/** Of IPv6 nothing else is looked at: neither `::ffff:0:0/96` nor `64:ff9b::/96`, under which IPv4 addresses hide. */
const unicast = networksOf(['2000::/3', 'fc00::/7'])

/** Whether this server connects to an address. */
export function mayConnect(address: string, { allowPrivateNetworks, allowLoopback }: Reach): boolean {
  if (allowLoopback === true) return isIn(loopback, address)
  // With a zone it is of one link alone.
  if (isIP(address) === 0 || address.includes('%') || isIn(never, address)) return false
  if (isIP(address) === 6 && !isIn(unicast, address)) return false
  return allowPrivateNetworks === true || !isIn(privateNetworks, address)
}

function isIn(networks: BlockList, address: string): boolean {
  return isIP(address) !== 0 && networks.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6')
}

/** What is wrong with a URL of a provider, in words for whoever wrote it; null where nothing is. A name is judged by its addresses later. */
export function faultOfUrl(text: string, reach: Reach): string | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null) return 'must be an https URL'
  if (url.username !== '' || url.password !== '') return 'must not carry a name and password'
  const own = isLoopback(url.hostname)
  if (reach.allowLoopback === true) {
    if (!own) return 'must be on localhost, 127.0.0.1 or [::1] beside allowLoopback'
    return /^https?:$/.test(url.protocol) ? null : 'must be an https or http URL'
  }
  if (own) return 'is on this machine, which needs allowLoopback'
  if (url.protocol !== 'https:') return 'must be an https URL'
  const address = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (isIP(address) === 0 || mayConnect(address, reach)) return null
  return mayConnect(address, { allowPrivateNetworks: true })
    ? 'is in a private network, which needs allowPrivateNetworks'
    : 'is at an address where no provider can be'
}
