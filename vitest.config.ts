// The projects of tools/testing/projects.ts: what runs in Node, what needs a real Chromium, and journeys through the real process.
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { chromiumFlags, chromiumPath } from './tools/chromium.ts'
import { projects } from './tools/testing/projects.ts'

const [node, chromium, journeys] = projects
// No 'import': the resolver adds it where something is imported, while Node would take it for everything that a package requires as well.
const inNode = { conditions: ['source', 'node', 'default'] }

export default defineConfig({
  test: {
    projects: [
      {
        resolve: inNode,
        ssr: { resolve: inNode },
        test: {
          name: node.name,
          environment: 'node',
          include: [...node.include],
          exclude: [...node.exclude],
          // A machine that does other things as well is slow, not wrong.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { conditions: ['source', 'browser', 'import', 'default'] },
        test: {
          name: chromium.name,
          include: [...chromium.include],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: chromiumPath() ?? '', args: [...chromiumFlags] } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        resolve: inNode,
        test: {
          name: journeys.name,
          environment: 'node',
          include: [...journeys.include],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Media needs seconds to start on a machine that does other things as well.
          expect: { poll: { timeout: 15_000, interval: 100 } },
        },
      },
    ],
  },
})
