import { expect, it } from 'vitest'
import { auditEvents as offered } from '../../../page/models/audit.ts'
import { auditEvents } from '../../../src/audit/entry.ts'

it('the page offers every event of the audit, which it may not import, in the same order', () => {
  expect(offered).toEqual(auditEvents)
})
