// The programs of a control plane and of who speaks to it. They are published as sources alone: built once, and kept in .cache/.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../process.ts'

/** Of 1.34 staging modules are published as 0.34. */
export const kubernetes = '1.34.2'
const helmVersion = 'v3.22.0'

export interface Programs {
  readonly etcd: string
  readonly apiServer: string
  readonly kubectl: string
  readonly helm: string
}

/** @throws Error with what Go or the search for etcd said */
export async function programs(root: string, say: (line: string) => void): Promise<Programs> {
  const folder = join(root, `.cache/kubernetes-${kubernetes}`)
  const built = {
    apiServer: join(folder, 'kube-apiserver'),
    kubectl: join(folder, 'kubectl'),
    helm: join(folder, 'helm'),
  }
  const { code } = await run({ command: 'etcd', args: ['--version'], cwd: root })
  if (code !== 0) throw new Error('etcd is not installed: apt-get install etcd-server')
  if (!existsSync(built.apiServer) || !existsSync(built.kubectl)) {
    say(`building Kubernetes ${kubernetes} …`)
    await buildKubernetes(folder)
  }
  if (!existsSync(built.helm)) {
    say(`building Helm ${helmVersion} …`)
    await go(folder, ['install', `helm.sh/helm/v3/cmd/helm@${helmVersion}`], { GOBIN: folder })
  }
  return { etcd: 'etcd', ...built }
}

async function buildKubernetes(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const said = await go(folder, ['mod', 'download', '-json', `k8s.io/kubernetes@v${kubernetes}`])
  const source = join(folder, 'source')
  cpSync(JSON.parse(said).Dir, source, { recursive: true })
  // What Go keeps is read-only.
  await must({ command: 'chmod', args: ['-R', 'u+w', source], cwd: folder })
  for (const name of ['vendor', 'go.work', 'go.work.sum']) rmSync(join(source, name), { recursive: true, force: true })
  const published = `v0.${kubernetes.split('.').slice(1).join('.')}`
  const module = readFileSync(join(source, 'go.mod'), 'utf8')
  writeFileSync(join(source, 'go.mod'), withPublished(module, published))
  const named = { gitVersion: `v${kubernetes}`, gitMajor: '1', gitMinor: kubernetes.split('.')[1] }
  const flags = Object.entries(named).map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`)
  const args = ['build', '-trimpath', '-ldflags', ['-s -w', ...flags].join(' '), '-o', `${folder}/`]
  await go(source, [...args, './cmd/kube-apiserver', './cmd/kubectl'], { GOFLAGS: '-mod=mod' })
  rmSync(source, { recursive: true })
}

/** Its own modules, which stand beside it in its repository and not in its module, are taken as they are published. */
function withPublished(module: string, version: string): string {
  return module
    .replaceAll(/^(\s*(?:replace )?(k8s\.io\/[a-z0-9-]+)) => \.\/staging\/.*$/gm, `$1 => $2 ${version}`)
    .replaceAll(/^(\s+k8s\.io\/[a-z0-9-]+) v0\.0\.0$/gm, `$1 ${version}`)
}

function go(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  return must({ command: 'go', args, cwd, env: { ...process.env, ...env } })
}

async function must(command: Parameters<typeof run>[0]): Promise<string> {
  const { code, output } = await run(command)
  if (code !== 0) throw new Error(`${command.command} ${command.args[0] ?? ''} failed:\n${output}`)
  return output
}
