// A systemd of the tests' own: this machine's, begun over a copy of its files in memory, in namespaces that end with it. Debian has it as `systemd`; it needs root.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ended, findProgram, run } from './command.ts'

export interface SystemdHost {
  /** Runs commands of a shell there. @returns what they say, without the space around it */
  readonly shell: (commands: string) => Promise<string>
  readonly end: () => Promise<void>
}

const systemd = findProgram('systemd', ['/usr/lib/systemd', '/lib/systemd'])
const namespaces = ['--mount', '--net', '--pid', '--uts', '--ipc', '--cgroup']

/** False where it is not installed, or nobody here may make namespaces: then what needs it is left out by name. */
export const hasSystemd: boolean =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  systemd !== null &&
  ['ip', 'nsenter', 'unshare', 'systemctl'].every((name) => findProgram(name) !== null) &&
  spawnSync(findProgram('unshare') ?? '', [...namespaces, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0

/** @param prepare commands of a shell in the folder that will be its root, before it begins: what they change is gone afterwards */
export async function startSystemd(prepare: string): Promise<SystemdHost> {
  const folder = mkdtempSync(join(tmpdir(), 'roompass-systemd-'))
  const holder = spawn(
    findProgram('unshare') ?? 'unshare',
    [...namespaces, '--fork', '--kill-child', '--propagation', 'private', 'sh', '-euc', begin(prepare), 'sh', folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  await new Promise<void>((done, failed) => {
    holder.stdout.once('data', () => done())
    holder.once('error', failed).once('exit', (code) => failed(new Error(`systemd cannot be prepared: ${code}`)))
  })
  const pid = readFileSync(`/proc/${holder.pid}/task/${holder.pid}/children`, 'utf8').trim()
  const inside = ['--target', pid, '--mount', '--net', '--pid', '--uts', '--ipc', '--cgroup', '--root', '--wd']
  const host: SystemdHost = {
    shell: async (commands) => (await run('nsenter', [...inside, '--', 'sh', '-euc', commands])).trim(),
    async end() {
      holder.kill('SIGKILL')
      await ended(holder)
      rmSync(folder, { recursive: true, force: true })
    },
  }
  for (let n = 0; n < 100; n += 1) {
    // It says `degraded` where something of this machine does not start there: nothing that is asked of it here.
    if (/running|degraded/.test(await host.shell('systemctl is-system-running 2>&1 || true'))) return host
    await pause(200)
  }
  await host.end()
  throw new Error('systemd does not get ready')
}

/** Nothing of the kernel's is set anew, and no device is touched: /proc/sys and /sys are read-only, as in containers. */
const begin = (prepare: string): string => `
  mount -t tmpfs -o mode=0755 tmpfs "$1"
  cd "$1"
  mkdir upper work root
  mount -t overlay overlay -o lowerdir=/,upperdir=upper,workdir=work root
  cd root
  rm -rf etc/systemd/system/* etc/fstab
  ${prepare}
  mount -t proc proc proc
  mount --bind proc/sys proc/sys
  mount -o remount,bind,ro proc/sys
  mount -t sysfs -o ro sysfs sys
  mount -t cgroup2 cgroup2 sys/fs/cgroup
  for folder in run dev; do mount -t tmpfs -o mode=0755 tmpfs $folder; done
  mount -t tmpfs tmpfs tmp
  mknod -m 0666 dev/null c 1 3
  mknod -m 0666 dev/zero c 1 5
  mknod -m 0666 dev/full c 1 7
  mknod -m 0666 dev/random c 1 8
  mknod -m 0666 dev/urandom c 1 9
  mknod -m 0666 dev/tty c 5 0
  mkdir dev/shm dev/pts
  mount -t devpts -o newinstance,ptmxmode=0666 devpts dev/pts
  ln -s pts/ptmx dev/ptmx
  ln -s /proc/self/fd dev/fd
  ip link set lo up
  mkdir old
  pivot_root . old
  cd /
  umount -l /old
  mount --make-rshared /
  echo ready
  exec env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin ${systemd} --system --unit=basic.target`
