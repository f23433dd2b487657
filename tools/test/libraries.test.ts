import { expect, test } from 'vitest'
import { checkLibraries } from '../docs/libraries.ts'
import { readDocument } from '../docs/markdown.ts'
import type { Problem } from '../docs/problem.ts'
import { checkTables } from '../docs/tables.ts'
import { ownFiles, readText } from '../files.ts'
import { plantedLibraries } from './planted_libraries.ts'
import { plant } from './planted.ts'

const readme = 'libraries/README.md'

/** The problems of seven libraries without a fault, after one piece of one file was replaced by another. */
function problemsWith(file: string, piece: string, by: string): Problem[] {
  const text = plantedLibraries[file] ?? ''
  expect(text).toContain(piece)
  const root = plant({ ...plantedLibraries, [file]: text.replace(piece, by) })
  return problemsIn(root)
}

function problemsIn(root: string): Problem[] {
  const documents = [readme, 'spec/kit-token.md'].map((path) => readDocument(path, readText(root, path)))
  return checkLibraries(root, documents, ownFiles(root))
}

test('libraries that say what the specification and the document say have no problem', () => {
  expect(problemsWith(readme, 'to mint', 'to make')).toEqual([])
})

const lists: Readonly<Record<string, readonly [file: string, code: string, other: string]>> = {
  TypeScript: ['libraries/typescript/src/reasons.ts', "'late'", "'lost'"],
  Go: ['libraries/go/code.go', '"late"', '"lost"'],
  'C++': ['libraries/cpp/src/refusals.cpp', '"late"', '"lost"'],
  Java: ['libraries/java/src/main/java/io/Code.java', 'LATE', 'LOST'],
  Python: ['libraries/python/src/roompass/_reasons.py', '"late"', '"lost"'],
  PHP: ['libraries/php/src/Roompass/Inspect/Reasons.php', "'late'", "'lost'"],
  '.NET': ['libraries/dotnet/src/Roompass/ReasonCode.cs', '"late"', '"lost"'],
}

test.each(Object.entries(lists))(
  'a code of %s that the specification does not have, and one that is missing',
  (_, list) => {
    const messages = problemsWith(...list).map(({ message }) => message)
    expect(messages).toEqual(['spec/reasons.json has no code lost', 'the code late of spec/reasons.json is missing'])
  },
)

test.each(Object.entries(lists))('a code that %s lists twice', (_, [file, code]) => {
  const twice = code.replace(/late/i, (word) => (word === 'LATE' ? 'BAD' : 'bad'))
  expect(problemsWith(file, code, twice)).toContainEqual({
    file,
    line: expect.any(Number),
    message: 'bad is here twice',
  })
})

test('a code stands at its line', () => {
  expect(problemsWith('libraries/go/code.go', 'odd_one', 'odd')[0]).toMatchObject({ line: 6 })
})

test.each([
  ['a code that 5.4 does not have', 'spec/kit-token.md', '`late`', '', /5\.4 and spec\/reasons\.json differ in late/],
  [
    'a code that only 5.4 has',
    'spec/kit-token.md',
    '`late`',
    '`odd_one`',
    /5\.4 and spec\/reasons\.json differ in odd_one/,
  ],
  [
    'explanations that nobody wrote',
    'spec/reasons.json',
    '"odd_one":{}',
    '"odd_one":{},"even":{}',
    /the code even .* is missing/,
  ],
  [
    'a name that is not in the sources',
    readme,
    'KitToken::mint',
    'KitToken::make',
    /the sources for PHP do not have make/,
  ],
  ['a name that has gone', 'libraries/go/mint.go', 'Mint', 'mint', /the sources for Go do not have Mint/],
  ['no names at all', readme, '## Names', '## Words', /no table under "Names"/],
  ['another oldest version', 'libraries/java/pom.xml', '8<', '11<', /pom\.xml says that the oldest Java is 11/],
  [
    'an oldest version that is no longer said',
    readme,
    '| Python | 3.6.8',
    '| Python | 3.6',
    /the oldest Python is 3\.6\.8/,
  ],
  [
    'a framework that is newer',
    'libraries/dotnet/src/Roompass/Roompass.csproj',
    'net35',
    'net48',
    /oldest \.NET is 4\.8/,
  ],
  ['a language without a row', readme, '| Go | 1.14', '| Golang | 1.14', /the oldest Go is 1\.14/],
  ['a manifest without a version', 'libraries/php/composer.json', '5.6', 'any', /no oldest version stands here/],
  [
    'tests that leave a file of vectors out',
    'libraries/cpp/tests/vectors_test.cpp',
    'hostile',
    'host',
    /no test reads spec\/vectors\/hostile\.json/,
  ],
])('%s', (_, file, piece, by, message) => {
  expect(problemsWith(file, piece, by)).toContainEqual(
    expect.objectContaining({ message: expect.stringMatching(message) }),
  )
})

test('a list of codes that was moved is missed', () => {
  const { 'libraries/go/code.go': _, ...others } = plantedLibraries
  const root = plant(others)
  expect(problemsIn(root)).toEqual([{ file: 'libraries/go/README.md', line: 1, message: 'no file here lists codes' }])
})

test.each([
  ['It is late.', 'It is early.', /hints?\.ts|reasons\.ts does not say: late \| It is early\./],
  ['| `odd_one` | It is odd. |', '', /hints\.ts says: odd_one \| It is odd\./],
])('the document says of each code what the library says', async (piece, by, message) => {
  const root = plant({ ...plantedLibraries, [readme]: (plantedLibraries[readme] ?? '').replace(piece, by) })
  const problems = await checkTables(root, [readDocument(readme, readText(root, readme))])
  const own = problems.filter(({ file }) => file === readme).map((problem) => problem.message)
  expect(own).toContainEqual(expect.stringMatching(message))
})
