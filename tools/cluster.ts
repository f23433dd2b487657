// `npm run cluster`: an API server of Kubernetes takes the chart and deploy/kubernetes.yaml, or says what is wrong with them. It is built first, which takes
// minutes and Go 1.24 or newer; etcd comes from Debian (`etcd-server`). Pods are admitted and not run: there is no node.
import { check } from './cluster/checks.ts'
import { startControlPlane } from './cluster/control_plane.ts'
import { programs } from './cluster/programs.ts'
import { repository } from './files.ts'

const { kubectl, helm, ...servers } = await programs(repository, (line) => console.log(line))
const cluster = await startControlPlane(servers)
try {
  const results = await check({ root: repository, kubectl, helm, config: cluster.config })
  for (const { sentence, problem } of results)
    console.log(`${problem === null ? 'ok    ' : 'FAILED'} ${sentence}${problem ?? ''}`)
  const failed = results.filter(({ problem }) => problem !== null).length
  console.log(`${results.length - failed} passed, ${failed} failed`)
  if (failed > 0) process.exitCode = 1
} finally {
  await cluster.end()
}
