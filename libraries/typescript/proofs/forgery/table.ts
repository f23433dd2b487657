// The outcomes as a table of Markdown, for people and for docs/proofs.md.
import { verifiers, type Outcome } from './harness.ts'

export function tableOf(outcomes: readonly Outcome[]): string {
  const head = ['', 'Attack', 'Tries', '`signed`', '`sealed`', '`sealed`, GCM trusted', '`bare`', 'No checks at all']
  const rows = outcomes.map(({ attack, tries, forged, lenient }) => {
    const isGcm = attack.id.startsWith('G')
    const taken = verifiers.map((one) => (one === 'trusted' && !isGcm ? '' : shareOf(forged[one], tries)))
    return [attack.id, attack.title, count(tries), ...taken, isGcm ? '' : shareOf(lenient, tries)]
  })
  const lines = [head, head.map((_, i) => (i < 2 ? '---' : '--:')), ...rows]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function shareOf(taken: number, tries: number): string {
  if (taken === 0 || taken === tries) return taken === 0 ? '0' : 'all'
  const share = (100 * taken) / tries
  return share < 0.01 ? count(taken) : `${share.toFixed(2)} %`
}

function count(value: number): string {
  return value.toLocaleString('en')
}
