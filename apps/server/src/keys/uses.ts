// Which keys are in use: what this process has seen of each one, counted beside issuing and admission, which work the same without it.
import type { HubOptions } from '@roompass/room/hub'
import type { Issue } from '../issue/issue.ts'
import type { KeyUse } from './keys.ts'

export interface KeyUses {
  issue(issue: Issue): Issue
  admit(admit: HubOptions['admit']): HubOptions['admit']
  of(kid: string): KeyUse
}

const none: KeyUse = { issued: 0, lastIssuedAt: null, admitted: 0, lastAdmittedAt: null }

/** @param now milliseconds since 1970 */
export function createKeyUses(now: () => number): KeyUses {
  const uses = new Map<string, KeyUse>()
  const of = (kid: string): KeyUse => uses.get(kid) ?? none
  return {
    of,
    issue: (issue) => (request) =>
      issue(request).then((outcome) => {
        if (outcome.issued) {
          const { kid } = outcome.pass
          uses.set(kid, { ...of(kid), issued: of(kid).issued + 1, lastIssuedAt: now() })
        }
        return outcome
      }),
    admit: (admit) => async (kitToken, context) => {
      const admission = await admit(kitToken, context)
      if (admission.admitted && admission.pass.kid !== undefined) {
        const { kid } = admission.pass
        uses.set(kid, { ...of(kid), admitted: of(kid).admitted + 1, lastAdmittedAt: now() })
      }
      return admission
    },
  }
}
