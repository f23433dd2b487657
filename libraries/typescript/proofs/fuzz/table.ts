// The results as a table of Markdown.
import type { Result } from './engine.ts'

export function tableOf(results: readonly Result[]): string {
  const head = ['Target', 'Executions', 'Compared', 'Answers', 'Inputs kept', 'Slowest', 'Largest memory', 'Faults']
  const rows = results.map((result) => [
    result.name,
    result.executions.toLocaleString('en'),
    result.comparisons.toLocaleString('en'),
    String(Object.keys(result.answers).length),
    String(result.found.length),
    `${result.slowestMs === 0 ? '< 50' : result.slowestMs.toFixed(0)} ms`,
    `${(result.largestRss / 2 ** 20).toFixed(0)} MiB`,
    String(result.findings.length),
  ])
  const lines = [head, head.map((_, i) => (i === 0 ? '---' : '--:')), ...rows]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
