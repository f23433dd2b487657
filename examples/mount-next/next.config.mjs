import { fileURLToPath } from 'node:url'

export default {
  // Of this repository alone: the packages stand above this folder.
  turbopack: { root: fileURLToPath(new URL('../..', import.meta.url)) },
}
