// Serves the gallery from the sources: `vite --config test/gallery/vite.config.ts`.
import { defineConfig } from 'vite'

export default defineConfig({
  root: new URL('.', import.meta.url).pathname,
  logLevel: 'error',
  resolve: { conditions: ['source', 'browser', 'import', 'default'] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
})
