// The files to deploy with: that they are whole, set what the server reads, and give it no more rights than it needs.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parse, parseAllDocuments } from 'yaml'
import { describe, expect, it } from 'vitest'
import { findProgram, run } from '../hosts/command.ts'
import { deploy, filesIn, hashOf, textOf, unknownVariables } from './files.ts'

const systemdAnalyze = findProgram('systemd-analyze')

describe('the unit of systemd', () => {
  const unit = textOf('systemd/roompass.service')
  const all = (name: string): string[] =>
    [...unit.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value = '']) => value)

  it('sets what the server reads, and secrets as files alone', () => {
    const set = all('Environment').flatMap((line) => line.split(' ').map((one) => one.split('=')[0] ?? ''))
    expect(set).toContain('ROOMPASS_SERVER_SECRET_FILE')
    expect(unknownVariables(set)).toEqual([])
    expect(set).not.toContain('ROOMPASS_SERVER_SECRET')
    // Each credential that is named is loaded.
    for (const [, credential] of unit.matchAll(/%d\/([\w-]+)/g))
      expect(all('LoadCredential').map((line) => line.split(':')[0])).toContain(credential)
  })

  it('runs as nobody in particular', () => {
    expect([all('DynamicUser'), all('ProtectSystem'), all('CapabilityBoundingSet')]).toEqual([
      ['yes'],
      ['strict'],
      [''],
    ])
  })

  it.skipIf(systemdAnalyze === null)('is one that systemd takes, and calls well protected', async () => {
    const path = join(deploy, 'systemd/roompass.service')
    // It looks for the program too, which is where this machine has it.
    if (existsSync('/usr/bin/node')) expect(await run(systemdAnalyze ?? '', ['verify', path])).toBe('')
    // The threshold is ten times the exposure that systemd computes: 0 is none, 100 all.
    await run(systemdAnalyze ?? '', ['security', '--offline=true', '--no-pager', '--threshold=15', path])
  })
})

describe('compose.yaml', () => {
  const { services, secrets, networks } = parse(textOf('compose.yaml'), { merge: true })
  const nodes = Object.keys(services).filter((name) => name.startsWith('node-'))

  it('starts three nodes behind nginx, with Postgres, Redis and Prometheus', () => {
    expect(nodes).toEqual(['node-8787', 'node-8788', 'node-8789'])
    expect(Object.keys(services)).toEqual(expect.arrayContaining(['nginx', 'postgres', 'redis', 'prometheus']))
    for (const { depends_on = [] } of Object.values<{ depends_on?: object }>(services))
      for (const name of Array.isArray(depends_on) ? depends_on : Object.keys(depends_on))
        expect(services).toHaveProperty([name])
  })

  it('names no secret, network or file that is not there', () => {
    for (const [name, service] of Object.entries<Record<string, unknown>>(services)) {
      for (const secret of Array.isArray(service['secrets']) ? service['secrets'] : [])
        expect(secrets, name).toHaveProperty([secret])
      const joined = service['networks']
      for (const network of Array.isArray(joined) ? joined : Object.keys(joined ?? {}))
        expect(networks, name).toHaveProperty([network])
      for (const volume of Array.isArray(service['volumes']) ? service['volumes'] : [])
        if (volume.startsWith('./')) expect(existsSync(join(deploy, volume.split(':')[0])), volume).toBe(true)
    }
  })

  it.each(['node-8787', 'node-8788', 'node-8789'])(
    'gives %s what the server reads, its own port, and no rights',
    (name) => {
      const { environment, read_only, cap_drop, security_opt } = services[name]
      expect(unknownVariables(Object.keys(environment))).toEqual([])
      expect(environment.PORT).toBe(name.slice(-4))
      expect([read_only, cap_drop, security_opt]).toEqual([true, ['ALL'], ['no-new-privileges:true']])
    },
  )

  it('lets nodes believe nginx alone, whose address is fixed', () => {
    expect(services['node-8787'].environment.ROOMPASS_TRUSTED_PROXIES).toBe(services.nginx.networks.inside.ipv4_address)
  })

  it('gives nobody else the address of nginx, which could not start again', () => {
    const [{ subnet, ip_range }] = networks.inside.ipam.config
    expect([subnet, ip_range]).toEqual(['172.30.87.0/24', '172.30.87.128/25'])
    expect(Number(services.nginx.networks.inside.ipv4_address.split('.')[3])).toBeLessThan(128)
  })

  it('sends nginx to the hosts of the nodes', () => {
    const [, from = '', to = ''] = /sed 's\/(.*)\/(.*)\/'/.exec(services.nginx.command[2]) ?? []
    const pattern = new RegExp(from.replaceAll(String.raw`\(`, '(').replaceAll(String.raw`\)`, ')'))
    const upstream = textOf('nginx.conf')
      .split('\n')
      .filter((line) => pattern.test(line))
    const servers = upstream.map(
      (line) =>
        line
          .replace(pattern, to.replaceAll(String.raw`\1`, '$1'))
          .trim()
          .split(' ')[1],
    )
    expect(servers).toEqual(nodes.map((name) => `${name}:${name.slice(-4)}`))
  })

  it('lets Prometheus read every node', () => {
    const { global, scrape_configs } = parse(textOf('prometheus/prometheus.yaml'))
    // Alerts wait for 30 seconds and more.
    expect(global.evaluation_interval).toBe('15s')
    expect(scrape_configs[0].static_configs[0].targets).toEqual(nodes.map((name) => `${name}:9464`))
  })
})

describe('the chart', () => {
  const documents = parseAllDocuments(textOf('kubernetes.yaml'))
    .map((document) => document.toJSON())
    .filter((one) => one !== null)
  const the = (kind: string) => documents.find((one) => one.kind === kind && one.metadata.name === 'roompass')

  it('is what kubernetes.yaml was rendered from', () => {
    const hash = hashOf('helm/example.yaml', ...filesIn('helm/roompass'))
    expect(textOf('kubernetes.yaml').split('\n')[0], 'run deploy/helm/render.sh').toContain(hash)
  })

  it('makes what belongs to it', () => {
    for (const kind of ['Deployment', 'Service', 'PodDisruptionBudget', 'NetworkPolicy', 'Ingress'])
      expect(the(kind)).toBeDefined()
    const { selector } = the('Service').spec
    expect(the('Deployment').spec.template.metadata.labels).toMatchObject(selector)
    expect(the('Deployment').spec.selector.matchLabels).toEqual(selector)
  })

  it('lets nobody outside ask what nodes ask each other: the path leads to a service that has no pods', () => {
    const paths: { path: string; pathType: string; backend: { service: { name: string } } }[] =
      the('Ingress').spec.rules[0].http.paths
    const between = paths.find(({ path }) => path === '/v1/node')
    expect(between?.pathType).toBe('Exact')
    const name = between?.backend.service.name
    const service = documents.find(({ kind, metadata }) => kind === 'Service' && metadata.name === name)
    expect(service.spec).toBeDefined()
    expect(service.spec).not.toHaveProperty('selector')
    expect(documents.filter(({ kind }) => kind.startsWith('Endpoint'))).toEqual([])
  })

  it('gives a node what the server reads, secrets from a Secret, and no rights', () => {
    const { spec } = the('Deployment').spec.template
    const [container] = spec.containers
    const names: string[] = container.env.map(({ name }: { name: string }) => name)
    expect(unknownVariables(names)).toEqual([])
    expect(new Set(names).size).toBe(names.length)
    // A service called roompass-metrics would set ROOMPASS_METRICS_PORT.
    expect(spec.enableServiceLinks).toBe(false)
    expect(spec.automountServiceAccountToken).toBe(false)
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } })
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    })
    const mounts = container.volumeMounts.map(({ name }: { name: string }) => name)
    expect(spec.volumes.map(({ name }: { name: string }) => name)).toEqual(mounts)
  })

  it('lets a node end in its own time', () => {
    const { spec } = the('Deployment').spec.template
    const delay = spec.containers[0].env.find(({ name }: { name: string }) => name === 'ROOMPASS_DRAIN_DELAY').value
    // The drain, and the fifteen seconds after which the process ends whatever happens.
    expect(spec.terminationGracePeriodSeconds).toBeGreaterThan(Number(delay) + 15)
  })
})

describe('the Containerfile', () => {
  const lines = textOf('Containerfile').split('\n')
  const stages = lines.filter((line) => line.startsWith('FROM '))

  it('builds in one stage, and runs in another as somebody without a name', () => {
    expect(stages).toHaveLength(2)
    const last = lines.slice(lines.lastIndexOf(stages.at(-1) ?? ''))
    expect(last).toContain('USER 10001:10001')
    expect(last.findIndex((line) => line.startsWith('USER'))).toBeLessThan(
      last.findIndex((line) => line.startsWith('ENTRYPOINT')),
    )
    for (const word of ['HEALTHCHECK', 'STOPSIGNAL SIGTERM', 'ENTRYPOINT', 'CMD ["serve"]'])
      expect(last.join('\n')).toContain(word)
    expect(last.join('\n')).not.toMatch(/\b(?:curl|apt-get|ADD |sudo)\b/)
  })

  it('installs nothing that runs a script of its own, and takes no secret in', () => {
    const text = lines.join('\n')
    for (const install of text.match(/npm (?:ci|install)[^&]*/g) ?? []) expect(install).toContain('--ignore-scripts')
    expect(unknownVariables(text.match(/\bROOMPASS_\w+/g) ?? [])).toEqual([])
    const ignored = textOf('../.dockerignore').split('\n')
    for (const path of ['.git', '**/.roompass', '**/node_modules', 'deploy/secrets']) expect(ignored).toContain(path)
  })
})
