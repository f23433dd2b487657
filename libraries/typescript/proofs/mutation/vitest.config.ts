// Runs one file in one process: the loop over the mutants. What the library's tests import as `vitest` only collects them.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const conditions = ['source', 'node', 'import', 'default']
const collector = fileURLToPath(new URL('libraries/typescript/proofs/mutation/collector.ts', import.meta.url))

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  plugins: [
    {
      name: 'collect-tests',
      enforce: 'pre',
      resolveId: (id, importer) => (id === 'vitest' && importer?.includes('/typescript/test/') ? collector : null),
    },
  ],
  test: {
    include: ['libraries/typescript/proofs/mutation/loop.ts'],
    testTimeout: 0,
    pool: 'forks',
    fileParallelism: false,
  },
})
