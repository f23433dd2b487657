// Which files git has, or would take: those that somebody else will read.
import { execFile } from 'node:child_process'

const patienceMs = 20_000

/** Paths below `root`, relative to it; null when it is in no repository, or there is no git. */
export function filesInGit(root: string): Promise<ReadonlySet<string> | null> {
  // The folder may be a stranger's: its own config must not name a command that git would run.
  const safely = ['-c', 'core.fsmonitor=false']
  const args = ['-C', root, ...safely, 'ls-files', '-z', '--cached', '--others', '--exclude-standard']
  return new Promise((done) => {
    execFile('git', args, { maxBuffer: 256 * 1024 * 1024, timeout: patienceMs, encoding: 'utf8' }, (error, stdout) => {
      done(error === null ? new Set(stdout.split('\0')) : null)
    })
  })
}
