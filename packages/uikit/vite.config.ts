// Builds what a page loads: index.js with the first view and all that the API needs, and room_part.js, which it fetches itself.
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
    // index.js may lend room_part.js what both need: one file for the first view, instead of two in a row.
    rolldownOptions: {
      preserveEntrySignatures: 'allow-extension',
      output: { minify: true, chunkFileNames: '[name].js' },
    },
  },
})
