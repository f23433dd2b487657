// The bench program of each language: how it is started, and how its answer is read. All print one line of JSON but Go's, whose
// benchmarks print what Go's own tools read.

/**
 * Tokens per second. The plain loops are written by hand with what the platform has, and check nothing. `plainMint` and `plainVerify` prove nothing either:
 * JSON, there and back, a fresh AES-CBC cipher, base64. Those of sealed and signed tokens have the HMACs and the suffix as well.
 */
export interface Rates {
  readonly mintSealed: number
  readonly mintSigned: number
  readonly verifySealed: number
  readonly verifySigned: number
  readonly plainMint: number
  readonly plainMintSealed: number
  readonly plainMintSigned: number
  readonly plainVerify: number
  readonly plainVerifySealed: number
  readonly plainVerifySigned: number
}

export interface Measured {
  readonly version: string
  readonly rates: Rates
}

export interface Program {
  readonly title: string
  readonly command: string
  readonly args: readonly string[]
  /** From the root of the repository. */
  readonly folder: string
  /** @throws Error when the output is not what it should be */
  readonly read: (output: string) => Measured
}

const goNames: Readonly<Record<string, keyof Rates>> = {
  PlainCBCMint: 'plainMint',
  PlainSealedMint: 'plainMintSealed',
  PlainSignedMint: 'plainMintSigned',
  MintToken04: 'mintSealed',
  Mint: 'mintSigned',
  PlainCBCOpen: 'plainVerify',
  PlainSealedOpen: 'plainVerifySealed',
  PlainSignedOpen: 'plainVerifySigned',
  VerifyToken04: 'verifySealed',
  Verify: 'verifySigned',
}
const goPattern = `^Benchmark(${Object.keys(goNames).join('|')})$`

const phpBench = ['bench/token_bench.php', '--json']
/** What servers compile with by default, and the command line without. */
const phpOfServers = ['-d', 'opcache.enable_cli=1']

/** In the order of the table; the first is the one that the others stand beside. */
export const programs: readonly Program[] = [
  {
    title: 'TypeScript',
    command: process.execPath,
    args: ['--conditions=source', 'languages/typescript.ts'],
    folder: 'bench',
    read: readJson,
  },
  {
    title: 'Go',
    command: 'go',
    args: ['test', '-run', '^$', '-bench', goPattern, '-benchtime', '300ms', '.'],
    folder: 'libraries/go',
    read: readGo,
  },
  {
    title: 'C++',
    command: 'build/release/bench/roompass_bench',
    args: ['--json'],
    folder: 'libraries/cpp',
    read: readJson,
  },
  {
    title: 'Java',
    command: 'java',
    args: ['-cp', 'target/classes:target/test-classes', 'io.roompass.token.bench.Bench', '--json'],
    folder: 'libraries/java',
    read: readJson,
  },
  {
    title: 'Python',
    command: '.venv/bin/python',
    args: ['bench/token_bench.py', '--json'],
    folder: 'libraries/python',
    read: readJson,
  },
  { title: 'PHP', command: 'php', args: [...phpOfServers, ...phpBench], folder: 'libraries/php', read: readJson },
  {
    title: 'PHP with JIT',
    command: 'php',
    args: [...phpOfServers, '-d', 'opcache.jit=tracing', '-d', 'opcache.jit_buffer_size=64M', ...phpBench],
    folder: 'libraries/php',
    read: readJson,
  },
  { title: '.NET', command: 'mono', args: ['bin/Bench.exe', '--json'], folder: 'libraries/dotnet', read: readJson },
]

function readJson(output: string): Measured {
  const { version, tokensPerSecond }: Record<string, unknown> = JSON.parse(output)
  return { version: String(version), rates: ratesOf(Object(tokensPerSecond)) }
}

/** Lines like `BenchmarkMint-2  51402  4712 ns/op  212265 tokens/s  1024 B/op  12 allocs/op`. */
function readGo(output: string): Measured {
  const lines = output.matchAll(/^Benchmark(\w+?)(?:-\d+)?\s.*?([\d.e+]+) tokens\/s/gm)
  const rates = Object.fromEntries([...lines].map(([, name = '', rate]) => [goNames[name], Number(rate)]))
  return { version: '', rates: ratesOf(rates) }
}

function ratesOf(found: Readonly<Record<string, unknown>>): Rates {
  const rate = (name: keyof Rates): number => {
    const value = found[name]
    if (typeof value !== 'number' || !(value > 0)) throw new Error(`no tokens per second for ${name}`)
    return value
  }
  return {
    mintSealed: rate('mintSealed'),
    mintSigned: rate('mintSigned'),
    verifySealed: rate('verifySealed'),
    verifySigned: rate('verifySigned'),
    plainMint: rate('plainMint'),
    plainMintSealed: rate('plainMintSealed'),
    plainMintSigned: rate('plainMintSigned'),
    plainVerify: rate('plainVerify'),
    plainVerifySealed: rate('plainVerifySealed'),
    plainVerifySigned: rate('plainVerifySigned'),
  }
}
