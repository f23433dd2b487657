import { expect, it } from 'vitest'
import { referenceRoutes } from '../../../src/http/reference/routes.ts'
import type { Ask } from '../../../src/http/route.ts'

// Anybody may ask for them, and each time they took as long as twenty tokens.
it('writes the reference once, however often somebody asks for it', async () => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- these routes look at nothing of it
  const ask = {} as Ask<unknown, unknown, unknown>
  const routes = referenceRoutes([])
  expect(routes.map(({ path }) => path)).toEqual(['/v1/openapi.json', '/docs'])
  for (const route of routes) expect(await route.answer(ask)).toBe(await route.answer(ask))
})
