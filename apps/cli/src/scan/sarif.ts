// The findings as SARIF 2.1.0, which code hosts show beside the lines. Paths are relative to the folder that was scanned.
import { createHash } from 'node:crypto'
import { version } from '../version.ts'
import { rules } from './rules.ts'
import type { Finding, ScanReport } from './scan.ts'

export function sarifOf({ findings }: ScanReport): object {
  const ids = Object.keys(rules)
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'roompass scan', version: version(), rules: Object.entries(rules).map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => ({
          ruleId: finding.rule,
          ruleIndex: ids.indexOf(finding.rule),
          level: finding.level,
          message: { text: `${rules[finding.rule].title}. ${rules[finding.rule].mend}` },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: finding.file.split('/').map(encodeURIComponent).join('/') },
                region: { startLine: finding.line, startColumn: finding.column },
              },
            },
          ],
          partialFingerprints: { 'roompass/v1': fingerprintOf(finding) },
        })),
      },
    ],
  }
}

function ruleOf([id, { title, why, mend }]: [string, (typeof rules)[keyof typeof rules]]): object {
  return { id, shortDescription: { text: title }, fullDescription: { text: why }, help: { text: mend } }
}

function fingerprintOf({ file, rule, line }: Finding): string {
  return createHash('sha256').update(`${rule}\0${file}\0${line}`).digest('hex').slice(0, 32)
}
