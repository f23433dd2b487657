import { expect, test } from 'vitest'
import { ownFiles } from '../files.ts'
import { plant } from './planted.ts'

test('files are those that git would not ignore, by the .gitignore of each folder on the way', () => {
  const root = plant({
    '.gitignore': 'build/\n*.log\n# a comment\n\n',
    'a.ts': '',
    'a.log': '',
    'build/b.ts': '',
    'java/.gitignore': '/target/\n.result.cache\n',
    'java/pom.xml': '',
    'java/.result.cache': '',
    'java/target/c.ts': '',
    'java/src/target/d.ts': '',
    'java/src/build/e.ts': '',
    'php/vendor/f.php': '',
    'php/.gitignore': 'vendor/\n',
    'vendor/g.ts': '',
  })
  const kept = [
    '.gitignore',
    'a.ts',
    'java/.gitignore',
    'java/pom.xml',
    'java/src/target/d.ts',
    'php/.gitignore',
    'vendor/g.ts',
  ]
  expect(ownFiles(root)).toEqual(kept)
})

test('a line that is not understood is no reason to look at the wrong files', () => {
  for (const line of ['!kept/', 'a/b/', 'a b', 'name']) {
    const root = plant({ 'java/.gitignore': `${line}\n` })
    expect(() => ownFiles(root)).toThrow(`java/.gitignore: tools/files.ts does not know "${line}"`)
  }
})
