// Podman for the tests' own: its storage in memory; mounts, network and processes in namespaces that end with it.
// Debian has what it takes as `podman crun netavark aardvark-dns iptables iproute2`; it needs root.
import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ended, findProgram, run } from './command.ts'

export interface ContainerHost {
  /** A folder for what tests need besides. */
  readonly folder: string
  /** @returns what it said, without the space around it */
  readonly podman: (...args: readonly string[]) => Promise<string>
  /** Runs a program among the containers: in their network and with Podman's settings. */
  readonly inside: (command: string, args: readonly string[], options?: SpawnOptions) => Promise<string>
  /** The same in the network of this machine: builds need a registry. */
  readonly outside: ContainerHost['inside']
  readonly end: () => Promise<void>
}

const needed = ['podman', 'crun', 'iptables', 'ip', 'nsenter', 'unshare']
const helpers = ['/usr/lib/podman', '/usr/libexec/podman']

/** False where it is not installed, or nobody here may make namespaces: then what needs containers is left out by name. */
export const hasContainers: boolean =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  needed.every((name) => findProgram(name) !== null) &&
  ['netavark', 'aardvark-dns'].every((name) => findProgram(name, helpers) !== null) &&
  spawnSync(findProgram('unshare') ?? '', ['--mount', '--net', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0

export async function startContainers(): Promise<ContainerHost> {
  const folder = mkdtempSync(join(tmpdir(), 'roompass-containers-'))
  const settings = writeSettings(folder)
  const holder = spawn(
    findProgram('unshare') ?? 'unshare',
    ['--mount', '--net', '--pid', '--fork', '--kill-child', '--mount-proc', 'sh', '-euc', prepared, 'sh', folder],
    // Should this process end without a word, its input ends, and with it everything.
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  await firstWord(holder)
  const pid = readFileSync(`/proc/${holder.pid}/task/${holder.pid}/children`, 'utf8').trim()
  const enter =
    (...namespaces: readonly string[]): ContainerHost['inside'] =>
    (command, args, options = {}) =>
      run('nsenter', ['--target', pid, ...namespaces, `--wd=${String(options.cwd ?? '/')}`, '--', command, ...args], {
        ...options,
        env: { ...process.env, ...options.env, ...settings },
      })
  const inside = enter('--mount', '--pid', '--net')
  return {
    folder,
    inside,
    outside: enter('--mount', '--pid'),
    podman: async (...args) => (await inside('podman', args)).trim(),
    async end() {
      // Whatever runs in its namespaces ends with it.
      holder.kill('SIGKILL')
      await ended(holder)
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
  }
}

/**
 * Folders that Podman shares with whoever else uses it are its own here, and so is /dev/null, which crun gives to the user of a container. Where cgroups are of both versions at once crun gives up,
 * so it is shown the second one alone.
 */
const prepared = `
  for folder in libpod netns containers crun; do mkdir -p /run/$folder; mount -t tmpfs tmpfs /run/$folder; done
  mkdir "$1/storage"
  mount -t tmpfs tmpfs "$1/storage"
  umount -l /sys/fs/cgroup 2>/dev/null || true
  mount -t cgroup2 cgroup2 /sys/fs/cgroup
  mknod -m 0666 "$1/null" c 1 3
  mount --bind "$1/null" /dev/null
  ip link set lo up
  echo ready
  exec cat`

/** @returns the variables by which Podman finds them */
function writeSettings(folder: string): Record<string, string> {
  const [engine, storage] = [join(folder, 'containers.conf'), join(folder, 'storage.conf')]
  // Not more files than we ourselves may open; and cgroups need more rights than tests have everywhere.
  const files = /^Max open files\s+\d+\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? '1024'
  writeFileSync(
    engine,
    `[containers]
cgroups = "disabled"
default_ulimits = ["nofile=${files}:${files}", "nproc=4096:4096"]
log_driver = "k8s-file"
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
runtime = "crun"
[network]
network_backend = "netavark"
network_config_dir = "${folder}/networks"
`,
  )
  writeFileSync(
    storage,
    `[storage]
driver = "overlay"
graphroot = "${folder}/storage"
runroot = "${folder}/run"
`,
  )
  return { CONTAINERS_CONF: engine, CONTAINERS_STORAGE_CONF: storage }
}

function firstWord(child: ChildProcess): Promise<void> {
  return new Promise((done, failed) => {
    child.stdout?.once('data', () => done())
    child.once('error', failed).once('exit', (code) => failed(new Error(`namespaces cannot be made: ${code}`)))
  })
}
