import { describe, expect, it } from 'vitest'
import { isLoopback } from '../src/loopback.ts'

describe('a name of this machine', () => {
  it.each(['localhost', '127.0.0.1', '127.1.2.3', '[::1]', '::1'])('is %s', (name) => {
    expect(isLoopback(name)).toBe(true)
  })

  it.each([
    '',
    'localhost.',
    'localhost.evil.example',
    'evil-localhost',
    '127.0.0.1.evil.example',
    '128.0.0.1',
    '[::1',
    '[::2]',
    '0.0.0.0',
    '127.0.0',
    '[::ffff:127.0.0.1]',
  ])('is not "%s"', (name) => {
    expect(isLoopback(name)).toBe(false)
  })
})
