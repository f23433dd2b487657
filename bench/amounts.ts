// The amounts of a script that somebody may set: `--seconds 5`, `--kills 20`. Each has a default.

/** The number behind `--name`, or the default. @throws RangeError when it is no number above 0 */
export function amount(name: string, byDefault: number): number {
  const at = process.argv.indexOf(`--${name}`)
  if (at === -1) return byDefault
  const given = Number(process.argv[at + 1])
  if (!(given > 0)) throw new RangeError(`--${name} takes a number above 0`)
  return given
}
