import { expect, test } from 'vitest'
import { ownFiles } from '../files.ts'
import { findSecrets } from '../secrets/find.ts'
import { plant } from './planted.ts'

const hex = '0123456789abcdfe'.repeat(2)

/** What is found in a repository of one file. */
function foundIn(file: string, text: string): readonly unknown[] {
  const root = plant({ [file]: text })
  return findSecrets(root, ownFiles(root))
}

test.each([
  [`const app = { appId: 1, serverSecret: '${hex}' }`],
  [`export ROOMPASS_SERVER_SECRET=${hex}`],
  [`"server_secret": "${hex.toUpperCase()}"`],
  ['-----BEGIN EC PRIVATE KEY-----'],
])('a secret is found at its line, and not repeated: %s', (text) => {
  const found = foundIn('apps/server/src/x.ts', `\n${text}\n`)
  expect(found).toEqual([
    {
      file: 'apps/server/src/x.ts',
      line: 2,
      message: expect.stringMatching(/^(a private key|the value of a ServerSecret) does not belong here$/),
    },
  ])
})

test('tests and vectors may have secrets of their own', () => {
  expect(foundIn('apps/server/test/x.test.ts', `serverSecret: '${hex}'`)).toEqual([])
  expect(foundIn('spec/vectors/mint.json', `"serverSecret": "${hex}"`)).toEqual([])
})

test('names without values, and digests, are no secrets', () => {
  expect(foundIn('a.ts', `const serverSecret = process.env['SERVER_SECRET']\nconst sha = '${hex}'`)).toEqual([])
})

test('a published sample is no secret', () => {
  expect(foundIn('README.md', `serverSecret: '${'0123456789abcdef'.repeat(2)}'`)).toEqual([])
})
