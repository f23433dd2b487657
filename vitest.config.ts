// Two projects: what runs in Node, and what needs a real Chromium (files named *.browser.test.ts).
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { chromiumFlags, chromiumPath } from './tools/chromium.ts'

const conditions = ['source']

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { conditions: [...conditions, 'node', 'import', 'default'] },
        ssr: { resolve: { conditions: [...conditions, 'node', 'import', 'default'] } },
        test: {
          name: 'node',
          environment: 'node',
          include: ['{libraries,packages,apps}/*/test/**/*.test.{ts,tsx}', 'tools/test/**/*.test.ts'],
          exclude: ['**/*.browser.test.{ts,tsx}', '**/node_modules/**'],
        },
      },
      {
        resolve: { conditions: [...conditions, 'browser', 'import', 'default'] },
        test: {
          name: 'chromium',
          include: ['{libraries,packages}/*/test/**/*.browser.test.{ts,tsx}'],
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
        resolve: { conditions: [...conditions, 'node', 'import', 'default'] },
        test: {
          name: 'journeys',
          environment: 'node',
          include: ['conformance/test/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
