import { expect, test } from 'vitest'
import { repository } from '../../../tools/files.ts'
import { measureAll } from '../measure.ts'
import { programs, type Program, type Rates } from '../programs.ts'
import { slowOnes, tablesOf } from '../table.ts'

const rates: Rates = {
  plainMint: 200_000,
  mintSealed: 300_000,
  mintSigned: 150_000,
  plainVerify: 100_000,
  verifySealed: 80_000,
  verifySigned: 40_000,
  plainMintSealed: 150_000,
  plainMintSigned: 75_000,
  plainVerifySealed: 80_000,
  plainVerifySigned: 50_000,
}
const readJson = programs[0]!.read
const readGo = programs[1]!.read

function printing(text: string, status = 0): Program {
  const script = `process.stdout.write(${JSON.stringify(text)}); process.exitCode = ${status}`
  return { title: text.slice(0, 9), command: process.execPath, args: ['-e', script], folder: '.', read: readJson }
}

test('a line of JSON is read, and one without a figure is not', () => {
  const line = { language: 'php', version: '8.2', tokensPerSecond: rates }
  expect(readJson(`${JSON.stringify(line)}\n`)).toEqual({ version: '8.2', rates })
  const { mintSigned: _, ...others } = rates
  const message = 'no tokens per second for mintSigned'
  expect(() => readJson(JSON.stringify({ ...line, tokensPerSecond: others }))).toThrow(message)
  expect(() => readJson(JSON.stringify({ ...line, tokensPerSecond: { ...rates, mintSigned: 0 } }))).toThrow(message)
  expect(() => readJson('400 tokens/s')).toThrow()
})

const ofGo = `goos: linux
pkg: github.com/roompass/roompass/libraries/go
BenchmarkPlainCBCMint-2   	  251602	      1417 ns/op	    200000 tokens/s	    1872 B/op	      15 allocs/op
BenchmarkPlainCBCOpen-2   	  151602	      2417 ns/op	    100000 tokens/s	    1872 B/op	      15 allocs/op
BenchmarkPlainSealedMint-2 	  151602	      2417 ns/op	    150000 tokens/s	    1872 B/op	      15 allocs/op
BenchmarkPlainSignedMint-2 	  151602	      2417 ns/op	     75000 tokens/s	    1872 B/op	      15 allocs/op
BenchmarkPlainSealedOpen-2 	  151602	      2417 ns/op	     80000 tokens/s	    1872 B/op	      15 allocs/op
BenchmarkPlainSignedOpen-2 	  151602	      2417 ns/op	     50000 tokens/s	    1872 B/op	      15 allocs/op
BenchmarkMint-2           	  111602	      2717 ns/op	    150000 tokens/s	    1872 B/op	      15 allocs/op
BenchmarkMintToken04-2    	  291602	      1817 ns/op	     3e+05 tokens/s	    1872 B/op	      15 allocs/op
BenchmarkVerify           	   51602	      6417 ns/op	     40000 tokens/s	    1872 B/op	      15 allocs/op
BenchmarkVerifyToken04-2  	   51602	      6417 ns/op	     80000 tokens/s	    1872 B/op	      15 allocs/op
PASS
`

test("Go's own benchmarks are read, and missed where they have other names", () => {
  expect(readGo(ofGo).rates).toEqual(rates)
  expect(() => readGo(ofGo.replace('BenchmarkVerify ', 'BenchmarkCheck '))).toThrow(
    'no tokens per second for verifySigned',
  )
})

test('everybody has a turn in each round, and who fails has no more and no figures', async () => {
  const good = printing(JSON.stringify({ version: '1', tokensPerSecond: rates }))
  const bad = [printing('slow'), printing('it broke\nat line 3\n', 3)]
  const missing = { ...good, title: 'missing', command: './no-such-program' }
  let turns = 0
  const { measured, failures } = await measureAll([good, ...bad, missing], 2, repository, () => (turns += 1))
  expect(measured).toEqual([{ title: good.title, version: '1', rounds: [rates, rates] }])
  expect(failures).toEqual([
    expect.stringMatching(/^slow: .*JSON/),
    expect.stringMatching(/^it broke\n?: ended with 3: it broke$/),
    expect.stringMatching(/^missing: ended with 1: .*ENOENT/),
  ])
  expect(turns).toBe(5)
})

test('tables show the best of all rounds, the ratio within one, and the first language as 1', () => {
  const slower = { ...rates, mintSealed: 100_000, plainMint: 50_000 }
  const other = { title: 'B', rounds: [{ ...rates, mintSealed: 150_000, verifySigned: 20_000 }] }
  expect(tablesOf([{ title: 'A', rounds: [rates, slower, slower] }, other])).toBe(
    `
| thousand tokens per second | mint sealed | mint signed | verify sealed | verify signed |
| -------------------------- | ----------: | ----------: | ------------: | ------------: |
| A                          |         300 |         150 |            80 |            40 |
| B                          |         150 |         150 |            80 |            20 |

| of the plain loops | mint sealed | mint signed | verify sealed | verify signed | encrypt | decrypt |
| ------------------ | ----------: | ----------: | ------------: | ------------: | ------: | ------: |
| A                  |         150 |          75 |            80 |            50 |     200 |     100 |
| B                  |         150 |          75 |            80 |            50 |     200 |     100 |

| times the loop with the same work | mint sealed | mint signed | verify sealed | verify signed |
| --------------------------------- | ----------: | ----------: | ------------: | ------------: |
| A                                 |        0.67 |        2.00 |          1.00 |          0.80 |
| B                                 |        1.00 |        2.00 |          1.00 |          0.40 |

| times the loop that only encrypts or decrypts | mint sealed | mint signed | verify sealed | verify signed |
| --------------------------------------------- | ----------: | ----------: | ------------: | ------------: |
| A                                             |        2.00 |        3.00 |          0.80 |          0.40 |
| B                                             |        0.75 |        0.75 |          0.80 |          0.20 |

| times A | mint sealed | mint signed | verify sealed | verify signed |
| ------- | ----------: | ----------: | ------------: | ------------: |
| A       |        1.00 |        1.00 |          1.00 |          1.00 |
| B       |        0.50 |        1.00 |          1.00 |          0.50 |`.trim(),
  )
  expect(slowOnes([other])).toEqual([
    'B: verify signed is 0.40 times as fast as the loop with the same work',
    'B: verify signed is 0.20 times as fast as the loop that only encrypts or decrypts',
  ])
})
