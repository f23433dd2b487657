// `node --conditions=source tools/secrets.ts`: no private key, and no value beside the name of a ServerSecret, outside tests and vectors.
import { ownFiles, repository } from './files.ts'
import { findSecrets } from './secrets/find.ts'

const found = findSecrets(repository, ownFiles(repository))
for (const { file, line, message } of found) console.log(`${file}:${line}: ${message}`)
if (found.length > 0) process.exitCode = 1
