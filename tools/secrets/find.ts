// Looks for secrets that got into the repository by mistake. Tests and vectors need some, and have them for that alone.
import { isWeakServerSecret } from '@roompass/token'
import { readText } from '../files.ts'

export interface Found {
  readonly file: string
  readonly line: number
  /** What it looks like; never the secret. */
  readonly message: string
}

const exempt = /(^|\/)test\/|^(conformance|spec\/vectors|tools\/vectors)\//

interface Kind {
  readonly pattern: RegExp
  readonly message: string
}

const kinds: readonly Kind[] = [
  { pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/, message: 'a private key' },
  { pattern: /server_?secret\b[^\w\n]{1,6}([\da-f]{32})\b/i, message: 'the value of a ServerSecret' },
]

/** Everything in these files that looks like a secret. */
export function findSecrets(root: string, files: readonly string[]): readonly Found[] {
  return files
    .filter((file) => !exempt.test(file))
    .flatMap((file) => {
      const lines = readText(root, file).split('\n')
      return lines.flatMap((text, index) => {
        return kinds
          .filter(({ pattern }) => isSecret(pattern.exec(text)))
          .map(({ message }) => ({ file, line: index + 1, message: `${message} does not belong here` }))
      })
    })
}

/** What was published as a sample is no secret, and documents may show it. */
function isSecret(match: RegExpExecArray | null): boolean {
  return match !== null && (match[1] === undefined || !isWeakServerSecret(match[1]))
}
