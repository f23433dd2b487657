import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faultOfUrl, mayConnect } from '../../src/identity/destinations.ts'

const inside = { allowPrivateNetworks: true }
const here = { allowLoopback: true }

describe('an address', () => {
  it.each(['1.1.1.1', '8.8.8.8', '172.15.255.255', '172.32.0.0', '100.63.255.255', '100.128.0.0', '169.253.255.255'])(
    'of the internet may be connected to: %s',
    (address) => {
      expect([mayConnect(address, {}), mayConnect(address, inside)]).toEqual([true, true])
    },
  )

  it.each(['2606:4700:4700::1111', '2001:4860:4860::8888', '2a00:1450::1', '2001:200::1', '3ffe::1'])(
    'of the internet may be connected to: %s',
    (address) => {
      expect([mayConnect(address, {}), mayConnect(address, inside)]).toEqual([true, true])
    },
  )

  it.each([
    '10.0.0.1',
    '10.255.255.255',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '100.127.255.255',
    'fc00::1',
    'fd12:3456:789a::1',
  ])('of a private network needs the config’s word: %s', (address) => {
    expect([mayConnect(address, {}), mayConnect(address, inside)]).toEqual([false, true])
  })

  it.each([
    // This host, loopback, link-local, benchmarks, documentation, multicast, reserved.
    '0.0.0.0',
    '0.1.2.3',
    '127.0.0.1',
    '127.255.255.255',
    '169.254.0.1',
    '192.0.0.8',
    '192.0.2.1',
    '192.88.99.1',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'febf::1',
    'fec0::1',
    'ff02::1',
    '100::1',
    '2001::1',
    '2001:10::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    '5f00::1',
    // IPv4 in the clothes of IPv6.
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:169.254.169.254',
    '::ffff:8.8.8.8',
    '::ffff:7f00:1',
    '0:0:0:0:0:ffff:a9fe:a9fe',
    '::ffff:0:127.0.0.1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::169.254.169.254',
    '64:ff9b::808:808',
    '64:ff9b:1::a00:1',
    // Where clouds answer with secrets.
    '169.254.169.254',
    '169.254.170.2',
    '168.63.129.16',
    '100.100.100.200',
    '192.0.0.192',
    'fd00:ec2::254',
    'fd20:ce::254',
    // With a zone; a spelling that is none.
    'fe80::1%eth0',
    '2606:4700:4700::1111%eth0',
    '::1%lo',
    '127.1',
    '0x7f000001',
    '2130706433',
    '0177.0.0.1',
    'localhost',
    '',
  ])('is never connected to: %s', (address) => {
    expect([mayConnect(address, {}), mayConnect(address, inside)]).toEqual([false, false])
  })

  it('of IPv4 hides under no prefix of IPv6', () => {
    const byte = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(fc.tuple(byte, byte, byte, byte), (bytes) => {
        const plain = bytes.join('.')
        const [high, low] = [(bytes[0] << 8) | bytes[1], (bytes[2] << 8) | bytes[3]].map((group) => group.toString(16))
        for (const hidden of [
          `::ffff:${plain}`,
          `::ffff:${high}:${low}`,
          `::${plain}`,
          `64:ff9b::${plain}`,
          `64:ff9b::${high}:${low}`,
          `64:ff9b:1::${plain}`,
          `::ffff:0:${plain}`,
          `2002:${high}:${low}::1`,
        ])
          expect([hidden, mayConnect(hidden, {}), mayConnect(hidden, inside)]).toEqual([hidden, false, false])
      }),
    )
  })

  it.each(['127.0.0.1', '127.9.8.7', '::1'])(
    'of this machine may be, and no other, where the config says so: %s',
    (own) => {
      expect(mayConnect(own, here)).toBe(true)
    },
  )

  it.each(['10.0.0.1', '8.8.8.8', '169.254.169.254', 'fe80::1', '2606:4700:4700::1111', 'localhost', ''])(
    'of elsewhere is not when the provider is said to be on this machine: %s',
    (address) => {
      expect([mayConnect(address, here), mayConnect(address, { ...here, ...inside })]).toEqual([false, false])
    },
  )
})

describe('the URL of a provider', () => {
  it.each([
    'https://id.example.org/',
    'https://id.example.org:8443/realms/app',
    'https://8.8.8.8/',
    'https://[2606:4700:4700::1111]/',
    // What a name leads to is looked at when it is connected to.
    'https://localhost.example.org/',
    'https://internal/',
  ])('may be %s', (url) => {
    expect(faultOfUrl(url, {})).toBeNull()
  })

  it.each([
    ['http://id.example.org/', 'must be an https URL'],
    ['ftp://id.example.org/', 'must be an https URL'],
    ['file:///etc/passwd', 'must be an https URL'],
    ['data:application/json,{}', 'must be an https URL'],
    ['id.example.org', 'must be an https URL'],
    ['', 'must be an https URL'],
    ['https://user@id.example.org/', 'must not carry a name and password'],
    ['https://:secret@id.example.org/', 'must not carry a name and password'],
    ['https://localhost/', 'is on this machine, which needs allowLoopback'],
    ['http://127.0.0.1:8080/', 'is on this machine, which needs allowLoopback'],
    ['https://[::1]/', 'is on this machine, which needs allowLoopback'],
    // As the standard of URLs reads them, these are 127.0.0.1 as well.
    ['https://0x7f.1/', 'is on this machine, which needs allowLoopback'],
    ['https://2130706433/', 'is on this machine, which needs allowLoopback'],
    ['https://0177.0.0.1/', 'is on this machine, which needs allowLoopback'],
    ['https://127.0.0.1./', 'is on this machine, which needs allowLoopback'],
    ['https://10.0.0.1/', 'is in a private network, which needs allowPrivateNetworks'],
    ['https://[fd00::1]/', 'is in a private network, which needs allowPrivateNetworks'],
    ['https://169.254.169.254/', 'is at an address where no provider can be'],
    ['https://[::ffff:10.0.0.1]/', 'is at an address where no provider can be'],
    ['https://[::ffff:127.0.0.1]/', 'is at an address where no provider can be'],
    ['https://[64:ff9b::a9fe:a9fe]/', 'is at an address where no provider can be'],
    ['https://0.0.0.0/', 'is at an address where no provider can be'],
    ['https://0/', 'is at an address where no provider can be'],
    ['https://[::]/', 'is at an address where no provider can be'],
    ['https://[fd00:ec2::254]/', 'is at an address where no provider can be'],
  ])('is not %s: it %s', (url, fault) => {
    expect(faultOfUrl(url, {})).toBe(fault)
  })

  it('may be in a private network where the config says so, by https still', () => {
    expect(faultOfUrl('https://10.0.0.1/', inside)).toBeNull()
    expect(faultOfUrl('https://[fd00::1]/', inside)).toBeNull()
    expect(faultOfUrl('http://10.0.0.1/', inside)).toBe('must be an https URL')
    expect(faultOfUrl('https://127.0.0.1/', inside)).toBe('is on this machine, which needs allowLoopback')
    expect(faultOfUrl('https://169.254.169.254/', inside)).toBe('is at an address where no provider can be')
  })

  it('may be on this machine where the config says so, and nowhere else then', () => {
    for (const url of ['http://localhost:8080/', 'http://127.0.0.1/', 'https://localhost/', 'http://[::1]:80/realms/a'])
      expect(faultOfUrl(url, here)).toBeNull()
    const elsewhere = 'must be on localhost, 127.0.0.1 or [::1] beside allowLoopback'
    for (const url of [
      'http://id.example.org/',
      'https://id.example.org/',
      'http://localhost.evil.example/',
      'http://10.0.0.1/',
    ])
      expect(faultOfUrl(url, here)).toBe(elsewhere)
    expect(faultOfUrl('ftp://localhost/', here)).toBe('must be an https or http URL')
  })
})
