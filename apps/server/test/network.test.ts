import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clientAddress, networkOf, networksOf, widerNetworkOf } from '../src/network.ts'

describe('the network of an address', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['0.0.0.0', '0.0.0.0/24'],
    ['255.255.255.255', '255.255.255.0/24'],
    // The same client over a socket that takes both kinds.
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['::FFFF:203.0.113.77', '203.0.113.0/24'],
    ['::ffff:cb00:714d', '203.0.113.0/24'],
    ['0:0:0:0:0:ffff:cb00:714d', '203.0.113.0/24'],
    ['0000:0000:0000:0000:0000:ffff:203.0.113.77', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8:0:0:1::', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['::203.0.113.77', '0:0:0:0::/64'],
    ['64:ff9b::203.0.113.77', '64:ff9b:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['', 'unknown'],
    ['unknown', 'unknown'],
    ['203.0.113', 'unknown'],
    ['203.0.113.77:443', 'unknown'],
    ['999.0.113.77', 'unknown'],
    ['::ffff:999.0.113.77', 'unknown'],
    ['[2001:db8::1]', 'unknown'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })

  it('of IPv6 does not depend on how the address is spelled', () => {
    const group = fc.integer({ min: 0, max: 0xffff })
    fc.assert(
      fc.property(fc.tuple(group, group, group, group, group, group, group, group), fc.boolean(), (groups, pad) => {
        const full = groups.map((n) => n.toString(16).padStart(pad ? 4 : 1, '0')).join(':')
        const short = new URL(`http://[${full}]`).hostname.slice(1, -1)
        expect(networkOf(full)).toBe(networkOf(short))
        expect(networkOf(full.toUpperCase())).toBe(networkOf(short))
      }),
    )
  })
})

describe('the wider network', () => {
  it.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['::1', '0:0:0::/48'],
    ['2002:cb00:714d:9::1', '2002:cb00:714d::/48'],
    ['203.0.113.77', null],
    ['::ffff:203.0.113.77', null],
    ['unknown', null],
  ])('of the one of %s is %s', (address, wider) => {
    expect(widerNetworkOf(networkOf(address))).toBe(wider)
  })
})

describe('a list of networks', () => {
  it('takes networks and single addresses of both kinds', () => {
    const list = networksOf(['10.0.0.0/8', '192.0.2.1', '2001:db8::/32', '::1'])
    const inside = (address: string): boolean => list.check(address, address.includes(':') ? 'ipv6' : 'ipv4')
    expect(['10.1.2.3', '192.0.2.1', '2001:db8:5::1', '::1'].map(inside)).toEqual([true, true, true, true])
    expect(['11.1.2.3', '192.0.2.2', '2001:db9::1', '::2'].map(inside)).toEqual([false, false, false, false])
  })

  it.each([
    '',
    'localhost',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0/8',
    '::1/129',
    '10.0.0.0/1.5',
    '10.0.0.0/ 8',
    '*',
  ])('refuses "%s"', (text) => {
    expect(() => networksOf([text])).toThrow(RangeError)
  })
})

describe('the client behind proxies', () => {
  const proxies = networksOf(['10.0.0.0/8', '2001:db8:f::/48'])

  it.each<[string, string, string | null, string]>([
    ['no proxy and no header', '203.0.113.7', null, '203.0.113.7'],
    ['a header that nobody asked for', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
    ['one proxy', '10.0.0.1', '203.0.113.7', '203.0.113.7'],
    ['a proxy without a header', '10.0.0.1', null, '10.0.0.1'],
    ['a proxy with an empty header', '10.0.0.1', '', '10.0.0.1'],
    ['two proxies', '10.0.0.1', '203.0.113.7, 10.0.0.2', '203.0.113.7'],
    ['what the client wrote itself', '10.0.0.1', '198.51.100.1, 203.0.113.7', '203.0.113.7'],
    ['a proxy that the client wrote itself', '10.0.0.1', '10.9.9.9, 203.0.113.7', '203.0.113.7'],
    ['nothing but proxies', '10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
    ['spaces', '10.0.0.1', '  203.0.113.7  ,10.0.0.2', '203.0.113.7'],
    ['something that is no address', '10.0.0.1', 'unknown', '10.0.0.1'],
    ['something that is no address in between', '10.0.0.1', '203.0.113.7, evil, 10.0.0.2', '10.0.0.2'],
    ['a proxy over a socket of both kinds', '::ffff:10.0.0.1', '203.0.113.7', '203.0.113.7'],
    ['a client over a socket of both kinds', '10.0.0.1', '::ffff:203.0.113.7', '203.0.113.7'],
    ['a proxy of IPv6', '2001:db8:f::1', '2001:db8:1::7', '2001:db8:1::7'],
    ['an address with a zone', '10.0.0.1', 'fe80::1%eth0', 'fe80::1%eth0'],
    // Azure's gateways write it so, and some others.
    ['a port', '10.0.0.1', '203.0.113.7:5678', '203.0.113.7'],
    ['a port of IPv6', '10.0.0.1', '[2001:db8:1::7]:443', '2001:db8:1::7'],
    ['brackets without a port', '10.0.0.1', '[2001:db8:1::7]', '2001:db8:1::7'],
    ['ports of proxies', '10.0.0.1', '203.0.113.7:1, [2001:db8:f::2]:443, 10.0.0.2:65535', '203.0.113.7'],
    ['IPv6 whose end looks like a port', '10.0.0.1', '2001:db8:1::7:443', '2001:db8:1::7:443'],
    ['a port that is none', '10.0.0.1', '203.0.113.7:', '10.0.0.1'],
    ['a port that cannot be', '10.0.0.1', '203.0.113.7:123456', '10.0.0.1'],
    ['a port with words', '10.0.0.1', '203.0.113.7:80x', '10.0.0.1'],
    ['brackets around IPv4', '10.0.0.1', '[203.0.113.7]:80', '10.0.0.1'],
    ['a name with a port', '10.0.0.1', 'evil.example:80', '10.0.0.1'],
    ['half of the brackets', '10.0.0.1', '[2001:db8:1::7:443', '10.0.0.1'],
    ['a peer that is not known', '', '203.0.113.7', ''],
  ])('is found with %s', (_, peer, forwardedFor, client) => {
    expect(clientAddress(peer, forwardedFor, proxies)).toBe(client)
  })

  it('is the peer where no proxy is trusted', () => {
    expect(clientAddress('10.0.0.1', '203.0.113.7', networksOf([]))).toBe('10.0.0.1')
  })

  // Once every hop was read, whoever wrote it: a header of 8 KiB took as long as twenty tokens, and with proxies as seventy.
  it('costs nothing of what the client wrote itself', () => {
    const header = `${'::1,'.repeat(1900)}203.0.113.7`
    const began = performance.now()
    for (let n = 0; n < 1000; n += 1) {
      expect(clientAddress('198.51.100.1', header, proxies)).toBe('198.51.100.1')
      expect(clientAddress('10.0.0.1', header, proxies)).toBe('203.0.113.7')
    }
    expect(performance.now() - began).toBeLessThan(1000)
  })

  it('never takes longer than the header is long', () => {
    const header = Array.from({ length: 5000 }, () => '10.0.0.2').join(',')
    expect(clientAddress('10.0.0.1', header, proxies)).toBe('10.0.0.2')
  })
})
