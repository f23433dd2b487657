// Builds the one-file library that a page loads: the kit with Preact, the room client and the token's browser entry.
import { defineConfig } from 'vite'

export default defineConfig({
  resolve: { conditions: ['source', 'browser', 'import', 'default'] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    // d.ts files from `tsc --build` stand in the same folder.
    emptyOutDir: false,
    target: ['es2022'],
    // light-dark() and container queries are what the kit needs of a browser; both came before these.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    lib: { entry: 'src/index.ts', formats: ['es'], fileName: 'index' },
    rolldownOptions: { output: { minify: true, chunkFileNames: '[name]-[hash].js' } },
  },
})
