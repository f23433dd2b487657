// What a fault script says at its end: one line of JSON for machines, a table for people, and the exit code.

type Figures = Readonly<Record<string, number>>

/** Prints the figures, and sets the exit code to 1 where a claim about one of them does not hold. */
export function report<F extends Figures>(
  name: string,
  figures: F,
  claims: { readonly [K in keyof F]?: (value: number) => boolean },
): void {
  const rounded = Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, Number(value.toPrecision(3))]))
  const broken = Object.entries(claims).filter(([key, holds]) => !holds?.(figures[key] ?? Number.NaN))
  const ok = broken.length === 0
  console.log(JSON.stringify({ name, ok, ...figures }))
  const width = Math.max(...Object.keys(figures).map((key) => key.length))
  for (const [key, value] of Object.entries(rounded)) {
    const verdict = claims[key] === undefined ? '' : broken.some(([other]) => other === key) ? '  FAILED' : '  ok'
    console.log(`  ${key.padEnd(width)}  ${value}${verdict}`)
  }
  if (!ok) process.exitCode = 1
}
