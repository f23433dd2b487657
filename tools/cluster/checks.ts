// What an API server is asked to take: each a sentence, and what was wrong where it does not hold.
import { join } from 'node:path'
import { run } from '../process.ts'
import { kubernetes, type Programs } from './programs.ts'

export interface Surroundings extends Pick<Programs, 'kubectl' | 'helm'> {
  readonly root: string
  /** The path of a kubeconfig. */
  readonly config: string
}

export interface Result {
  readonly sentence: string
  /** Null where it holds. */
  readonly problem: string | null
}

/** In the order in which people come to need them: later ones stand on what earlier ones made. */
export async function check({ root, config, ...programs }: Surroundings): Promise<readonly Result[]> {
  const results: Result[] = []
  const ask = (command: string, args: readonly string[]) =>
    run({ command, args, cwd: root, env: { ...process.env, KUBECONFIG: config } })
  const kubectl = (...args: readonly string[]) => ask(programs.kubectl, args)
  const helm = (...args: readonly string[]) => ask(programs.helm, args)
  const sh = (text: string, ...args: readonly string[]) => ask('sh', ['-ec', text, 'sh', ...args])
  const holds = async (sentence: string, asked: ReturnType<typeof run>, fits: RegExp | null = null): Promise<void> => {
    const { code, output } = await asked
    // A refusal that is wanted says why; nothing else may say a word of warning.
    const well = fits === null ? code === 0 && !/warning/i.test(output) : code !== 0 && fits.test(output)
    results.push({ sentence, problem: well ? null : `:\n${output}` })
  }
  const chart = join(root, 'deploy/helm/roompass')
  const rendered = join(root, 'deploy/kubernetes.yaml')
  const least = ['--set', 'appId=1234567890,existingSecret=roompass,image.repository=registry.example.org/roompass']
  const every = ['--values', join(root, 'tools/cluster/every_value.yaml')]
  const apply = ['apply', '--server-side', '--validate=strict', '-f']

  await holds('a namespace that admits nothing but restricted pods is made', sh(namespace, programs.kubectl))
  await holds('kubernetes.yaml is taken, field by field', kubectl(...apply, rendered, '--dry-run=server'))
  await holds(
    'a field that Kubernetes does not know would be refused',
    sh(`sed 's/enableServiceLinks/enableServiceLinkz/' "$2" | "$1" ${apply.join(' ')} -`, programs.kubectl, rendered),
    /enableServiceLinkz/,
  )
  await holds('kubernetes.yaml is applied', kubectl(...apply, rendered))
  await holds('a pod of its deployment is admitted', sh(pod, programs.kubectl, process.execPath))
  await holds(
    'a pod like it that may become more would be refused',
    sh(pod, programs.kubectl, process.execPath, 'loose'),
    /violates PodSecurity "restricted/,
  )
  await holds('it is deleted', kubectl('delete', '--wait=false', '-f', rendered))
  await holds(
    'the chart is installed as the guide says',
    helm('install', 'roompass', chart, ...least, '--set', 'rooms=*'),
  )
  await holds('the chart without rooms says what is missing', helm('install', 'none', chart, ...least), /rooms/)
  await holds('the chart is installed with every value', helm('install', 'other', chart, ...every))
  await holds('a pod of that is admitted too', sh(pod, programs.kubectl, process.execPath, '', 'other'))
  await holds(
    'what it renders has no field that Kubernetes does not know',
    sh(
      `"$2" template third "$3" --kube-version ${kubernetes} --values "$4" | "$1" ${apply.join(' ')} - --dry-run=server`,
      programs.kubectl,
      programs.helm,
      chart,
      every[1] ?? '',
    ),
  )
  await holds('it is upgraded', helm('upgrade', 'other', chart, ...every, '--set', 'ingress.enabled=false,replicas=3'))
  await holds('and taken away', helm('uninstall', 'other'))
  return results
}

const namespace = `
"$1" create namespace rooms
"$1" label namespace rooms pod-security.kubernetes.io/enforce=restricted pod-security.kubernetes.io/warn=restricted
"$1" create serviceaccount default`

/** $1 kubectl, $2 Node, $3 not empty takes a rule away, $4 the deployment. Nothing else makes pods of deployments here. */
const pod = `
"$1" get deployment "\${4:-roompass}" -o json | "$2" -e '
  const { spec: { template } } = JSON.parse(require("fs").readFileSync(0))
  if (process.argv[1]) delete template.spec.containers[0].securityContext.allowPrivilegeEscalation
  console.log(JSON.stringify({ apiVersion: "v1", kind: "Pod", ...template, metadata: { ...template.metadata, generateName: "p-" } }))
' "\${3:-}" | "$1" create -f -`
