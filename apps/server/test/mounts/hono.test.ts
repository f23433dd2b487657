import { describe } from 'vitest'
import { example } from './example.ts'
import { askMounted } from './questions.ts'

describe('mounted in Hono', () => {
  askMounted(example('mount-hono', [process.execPath, '--conditions=source', 'server.ts']))
})
