// `node libraries/typescript/proofs/rules.ts [--write]`: which hostile vectors notice which mutants of the library, rule by rule. A mutant that only
// vectors of one rule notice is this rule switched off, in part or whole. First: npm ci --prefix libraries/typescript/proofs
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { machine, writeResult } from './document.ts'
import { prepareCopy } from './mutation/copy.ts'
import { instrument } from './mutation/instrument.ts'
import { noticesOf } from './rules/notices.ts'
import { ruleRows, tableOf } from './rules/table.ts'

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } })

const copy = mkdtempSync(join(tmpdir(), 'roompass-rules-'))
prepareCopy(copy)
const mutants = await instrument(copy)
const notices = await noticesOf(copy, mutants)
rmSync(copy, { recursive: true })

const rows = ruleRows(notices)
const table = tableOf(rows)
console.log(table)
for (const { rule, missed } of rows) if (missed.length > 0) console.log(`${rule} in company: ${missed.join(', ')}`)
if (values.write) writeResult('rules', `${table}\n\n${machine()}.`)
/** What no change takes away alone: R14 and R17 are one line, R12 and R15 one pattern, R18 is the decoder and R19's scanner, R28 follows from R25. */
const shared = ['R14', 'R15', 'R18', 'R28']
process.exitCode = rows.every(({ rule, own }) => own > 0 || shared.includes(rule)) ? 0 : 1
