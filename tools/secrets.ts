// `node --conditions=source tools/secrets.ts`: no secret and no private key stands anywhere, but what a comment explains.
import { ownFiles, repository } from './files.ts'
import { findSecrets } from './secrets/find.ts'

const found = await findSecrets(repository, ownFiles(repository))
for (const { file, line, message } of found) console.log(`${file}:${line}: ${message}`)
if (found.length > 0) {
  console.log('What was made up for a test says so, on its line or above it: roompass-scan-allow: <why>')
  process.exitCode = 1
}
