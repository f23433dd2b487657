// For how long somebody is kept out.
import type { JSX } from 'preact'
import { Field } from '../components/field.tsx'

export interface UntilFieldProps {
  readonly id: string
  readonly value: string
  readonly onChange: (value: string) => void
}

export function UntilField({ id, value, onChange }: UntilFieldProps): JSX.Element {
  return (
    <Field id={id} label="For how long">
      <select id={id} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        <option value="now">Only now: they may come back with a fresh token</option>
        <option value="3600">One hour</option>
        <option value="86400">One day</option>
        <option value="604800">One week</option>
        <option value="forever">For ever</option>
      </select>
    </Field>
  )
}

/** The `until` of a revocation; undefined: the server's default, which is now. @param now milliseconds since 1970 */
export function untilOf(value: string, now: number): number | 'forever' | undefined {
  if (value === 'now') return undefined
  return value === 'forever' ? 'forever' : Math.floor(now / 1000) + Number(value)
}
