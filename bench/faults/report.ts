// What a script of faults or load says at its end: one line of JSON for machines, a table for people, and the exit code.

type Figures = Readonly<Record<string, number>>

/** What is claimed of a figure; the goal in words, where it has some. */
export type Claim = ((value: number) => boolean) & { readonly goal?: string }

export const atMost = (most: number): Claim => Object.assign((v: number) => v <= most, { goal: `<= ${most}` })
export const atLeast = (least: number): Claim => Object.assign((v: number) => v >= least, { goal: `>= ${least}` })
export const exactly = (wanted: number): Claim => Object.assign((v: number) => v === wanted, { goal: `${wanted}` })

/** A figure as people read it: three digits that count, and no fewer than it has before its point. */
const rounded = (value: number): number => (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)))

/** Prints the figures, and sets the exit code to 1 where a claim about one of them does not hold. */
export function report<F extends Figures>(name: string, figures: F, claims: { readonly [K in keyof F]?: Claim }): void {
  const claimed = Object.entries<Claim | undefined>(claims)
  const broken = claimed.filter(([key, holds]) => !holds?.(figures[key] ?? Number.NaN)).map(([key]) => key)
  const goals = Object.fromEntries(claimed.map(([key, claim]) => [key, claim?.goal ?? 'claimed']))
  const ok = broken.length === 0
  const shown = Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, rounded(value)]))
  console.log(JSON.stringify({ name, ok, figures: shown, goals, broken }))
  const width = Math.max(...Object.keys(figures).map((key) => key.length))
  for (const [key, value] of Object.entries(shown)) {
    const verdict = goals[key] === undefined ? '' : `  (${goals[key]}) ${broken.includes(key) ? 'FAILED' : 'ok'}`
    console.log(`  ${key.padEnd(width)}  ${value}${verdict}`)
  }
  if (!ok) process.exitCode = 1
}
