// What a run has shown: the table of all pairs, what differs, and the sums.
import { short, type Answer } from './lines.ts'
import type { Language, Mismatch } from './compare.ts'
import { markdownOf } from './markdown.ts'
import type { Material } from './material.ts'

export interface Pairs {
  readonly passed: number
  readonly failed: number
}

/** A pair passes when one mints every token to the byte, and the other says of each, and of all that is hostile or broken, what is right. */
export function pairsOf(languages: readonly Language[]): Pairs {
  const good = languages.flatMap((minter) => languages.filter((verifier) => isGood(minter, verifier)))
  return { passed: good.length, failed: languages.length ** 2 - good.length }
}

function isGood(minter: Language, verifier: Language): boolean {
  const whole = [minter, verifier].every(({ failure }) => failure === undefined)
  const mismatches = [
    minter.minting,
    verifier.verifying.get(minter.start.language),
    verifier.judging,
    verifier.refusing,
    verifier.explaining,
  ]
  return whole && mismatches.every((list) => list?.length === 0)
}

/** Markdown: who mints stands on the left, who verifies above. */
export function tableOf(languages: readonly Language[], { wishes, edits, refusals, explanations }: Material): string {
  const rows = [
    ['minted by ↓, verified by →', ...languages.map(({ start }) => start.title), 'same bytes'],
    ...languages.map((minter) => [
      minter.start.title,
      ...languages.map((verifier) => cell(wishes.length, verifier.verifying.get(minter.start.language))),
      cell(wishes.length, minter.minting),
    ]),
    ['judges what was edited', ...languages.map(({ judging }) => cell(edits.length, judging)), ''],
    ['refuses what is hostile or wrong', ...languages.map(({ refusing }) => cell(refusals.length, refusing)), ''],
    ['explains what is broken', ...languages.map(({ explaining }) => cell(explanations.length, explaining)), ''],
  ]
  return markdownOf(rows)
}

function cell(all: number, mismatches: readonly Mismatch[] | undefined): string {
  if (mismatches === undefined) return '–'
  return mismatches.length === 0 ? grouped(all) : `${grouped(all - mismatches.length)} of ${grouped(all)}`
}

function grouped(count: number): string {
  return count.toLocaleString('en-US')
}

/** At most so many of one kind are shown. */
const most = 3

/** A sentence for each language that failed, and the first answers that are not right, with the requests to try again. */
export function troublesOf(languages: readonly Language[]): readonly string[] {
  return languages.flatMap(({ start: { title }, failure, minting, verifying, judging, refusing, explaining }) => [
    ...(failure === undefined ? [] : [`${title} ${failure}`]),
    ...sentences(`${title} mints other bytes`, minting),
    ...[...verifying].flatMap(([minter, list]) => sentences(`${title} on a token of ${minter}`, list)),
    ...sentences(`${title} on what was edited`, judging),
    ...sentences(`${title} on what is to be refused`, refusing),
    ...sentences(`${title} on what is to be explained`, explaining),
  ])
}

function sentences(head: string, mismatches: readonly Mismatch[] = []): string[] {
  const shown = mismatches.slice(0, most).map(({ request, expected, answer }) => {
    return `${head}: ${short(said(answer))} instead of ${short(said(expected))}\n  ${JSON.stringify(request)}`
  })
  return mismatches.length > most ? [...shown, `${head}: ${mismatches.length - most} more`] : shown
}

function said(answer: Answer): string {
  return answer.ok ? JSON.stringify(answer.result) : answer.code
}
