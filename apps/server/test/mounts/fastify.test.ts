import { describe } from 'vitest'
import { example } from './example.ts'
import { askMounted } from './questions.ts'

describe('mounted in Fastify', () => {
  askMounted(example('mount-fastify', [process.execPath, '--conditions=source', 'server.ts']))
})
