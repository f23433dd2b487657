// Looks for secrets that got into the repository by mistake: what `roompass scan` finds, in tests as well, and private keys outside them.
// What was made up says so: `roompass-scan-allow: <why>`, on its line or in a comment above it.
import { join } from 'node:path'
import { readText, repository } from '../files.ts'
import { run } from '../process.ts'

export interface Found {
  readonly file: string
  /** From 1. */
  readonly line: number
  /** What it looks like; never the secret. */
  readonly message: string
}

/** What it says with `--json`, as far as it matters here. */
interface Scanned {
  readonly findings: readonly {
    readonly file: string
    readonly line: number
    readonly rule: string
    readonly title: string
  }[]
  readonly skipped: readonly { readonly file: string; readonly why: string }[]
}

/** What the scan itself is tried on. A comment in these texts would allow it there too. */
const samples = 'apps/cli/test/scan/corpus.ts'

/** Everything in these files that looks like a secret, or like a page that would need one, and that no comment explains. */
export async function findSecrets(root: string, files: readonly string[]): Promise<readonly Found[]> {
  const own = new Set(files)
  const scanned = await scan(root)
  // The scan reads what git ignores, too: a folder of somebody's machine is no matter of the repository.
  return [...scanned.filter(({ file }) => own.has(file)), ...files.flatMap((file) => privateKeys(root, file))]
}

/** @throws Error when the scan broke off */
async function scan(root: string): Promise<readonly Found[]> {
  const command = ['--conditions=source', join(repository, 'apps/cli/src/main.ts'), 'scan', '--json']
  const { output } = await run({
    command: process.execPath,
    args: [...command, '--exclude', samples, root],
    cwd: root,
  })
  if (!output.startsWith('{"findings"')) throw new Error(`roompass scan: ${output}`)
  const { findings, skipped }: Scanned = JSON.parse(output)
  return [
    ...findings.map(({ file, line, rule, title }) => ({ file, line, message: `${title} (${rule})` })),
    ...skipped.flatMap(({ file, why }) => (why === 'binary' ? [] : [{ file, line: 1, message: `not read: ${why}` }])),
  ]
}

function privateKeys(root: string, file: string): Found[] {
  if (/(^|\/)test\//.test(file)) return []
  return readText(root, file)
    .split('\n')
    .flatMap((text, index) =>
      /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text) ? [{ file, line: index + 1, message: 'a private key' }] : [],
    )
}
