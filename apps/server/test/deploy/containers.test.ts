// deploy/Containerfile as a real builder builds it; its image, compose.yaml and the unit of systemd as real programs run them after the words of docs/deploy.md.
// Images that it stands on are put together from this machine's programs (test/hosts/stand_ins.ts).
import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findProgram } from '../hosts/command.ts'
import { hasContainers, startContainers, type ContainerHost } from '../hosts/containers.ts'
import { hasNginx } from '../hosts/nginx.ts'
import { hasPostgres, postgresPrograms } from '../hosts/postgres.ts'
import { hasRedis } from '../hosts/redis.ts'
import { nginxImage, postgresImage, prometheusImage, redisImage, standIn } from '../hosts/stand_ins.ts'
import { hasSystemd, startSystemd, type SystemdHost } from '../hosts/systemd.ts'
import { eventually, timeOf } from '../patience.ts'
import { buildImage } from './build.ts'
import { deploy, textOf } from './files.ts'
import { commandsUnder } from './guide.ts'

const compose = findCompose()
const hasAll = compose !== null && hasNginx && hasPostgres && hasRedis && findProgram('prometheus') !== null
const keys = commandsUnder('Deploying')

describe.skipIf(!hasContainers)('deploy/', { timeout: 60_000 }, () => {
  let host: ContainerHost
  /** Runs commands of a shell among the containers. @returns what they say */
  const shell = async (commands: string, cwd = host.folder): Promise<string> =>
    (await host.inside('sh', ['-euc', commands], { cwd })).trim()
  /** @returns the API key that they were run with */
  const keyAfter = async (commands: string): Promise<string> =>
    (await shell(`${keys}\n${commands}\necho; echo "$key"`)).split('\n').at(-1) ?? ''

  beforeAll(async () => {
    host = await startContainers()
    await buildImage(host)
  }, 300_000)
  afterAll(() => host?.end(), 60_000)

  describe('the image', () => {
    it('is run by nobody in particular, and says how to look at it and how to end it', async () => {
      const [{ Config: config, Healthcheck: health }] = JSON.parse(await host.podman('image', 'inspect', 'roompass'))
      expect(config).toMatchObject({ User: '10001:10001', StopSignal: 'SIGTERM', Volumes: { '/data': {} } })
      expect(Object.keys(config.ExposedPorts)).toEqual(['8787/tcp', '9464/tcp'])
      expect(health.Test.slice(0, 2)).toEqual(['CMD', 'node'])
      expect(config.Env.join('\n')).not.toMatch(/secret|token|password|authority/i)
    })

    it('holds what the lock file names for the server, and nothing to build or install with', async () => {
      const root = await host.podman('image', 'mount', 'roompass')
      const read = async (path: string) => JSON.parse(await shell(`cat ${root}${path}`))
      const { packages } = await read('/srv/roompass/node_modules/.package-lock.json')
      const locked = JSON.parse(readFileSync(join(deploy, '../package-lock.json'), 'utf8')).packages
      const here = Object.entries<{ version?: string; link?: boolean }>(packages)
      expect(here.length).toBeGreaterThan(20)
      for (const [path, { version }] of here) {
        expect(locked[path], path).toMatchObject(version === undefined ? {} : { version })
        expect(locked[path].dev, path).toBeUndefined()
      }
      const files = (await shell(`find ${root} -xdev`)).split('\n').map((path) => path.slice(root.length))
      for (const path of files) {
        expect(path).not.toMatch(
          /\/(?:\.git|\.npmrc|npmrc|npm|yarn|vitest|\.roompass|secrets|node_modules\/typescript)(?:\/|$)/,
        )
        expect(path).not.toMatch(/\.(?:db|env|pem|tgz|tsbuildinfo)$/)
      }
      // Whoever runs it owns nothing but the place for data.
      expect((await shell(`find ${root} -xdev -user 10001`)).slice(root.length)).toBe('/data')
      // In bytes: what comes on top of the base.
      const size = Number((await shell(`du -sb ${root}/srv/roompass`)).split('\t')[0])
      expect(size).toBeLessThan(40_000_000)
      await host.podman('image', 'unmount', 'roompass')
    })

    describe('started as the guide says', () => {
      let key: string
      beforeAll(async () => {
        key = await keyAfter(commandsUnder('A container', /^podman build/))
      }, 60_000)

      it('is ready, and gives a token to who has the key', async () => {
        expect(await shell('curl -fsS http://127.0.0.1:8787/readyz http://127.0.0.1:8787/healthz')).toContain('ready')
        const answer = await shell(`key=${key}\n${commandsUnder('A first token')}`)
        expect(JSON.parse(answer)).toMatchObject({ roomId: 'lobby', userId: 'ada', kitToken: expect.any(String) })
      })

      it('calls itself healthy', async () => {
        await host.podman('healthcheck', 'run', 'roompass')
      })

      it('has no name and no rights, and writes nowhere but to its data', async () => {
        const status = await host.podman('exec', 'roompass', 'cat', '/proc/1/status')
        expect(status).toMatch(/^Uid:\t10001\t10001\t10001\t10001$/m)
        expect(status).toMatch(/^NoNewPrivs:\t1$/m)
        expect(status).toMatch(/^Seccomp:\t2$/m)
        for (const set of ['Prm', 'Eff', 'Bnd', 'Amb']) expect(status).toMatch(new RegExp(`^Cap${set}:\t0+$`, 'm'))
        for (const place of ['/', '/etc/roompass', '/srv/roompass'])
          await expect(host.podman('exec', 'roompass', 'touch', `${place}/x`)).rejects.toThrow('Read-only file system')
        // Podman gives a root that is read-only a /tmp and a /run of its own.
        expect(await host.podman('exec', 'roompass', 'ls', '/tmp')).toBe('')
        expect(await host.podman('exec', 'roompass', 'ls', '/data')).toContain('roompass.db')
      })

      it('drains when it is told to end, and finds its data when it starts again', async () => {
        await host.podman('stop', 'roompass')
        expect(await host.podman('inspect', '--format', '{{.State.ExitCode}}', 'roompass')).toBe('0')
        expect(await shell('podman logs roompass 2>&1')).toContain('"event":"draining"')
        await host.podman('start', 'roompass')
        await shell('curl -fsS --retry 20 --retry-delay 1 --retry-connrefused http://127.0.0.1:8787/readyz')
        await eventually(() => host.podman('exec', 'roompass', 'node', '-e', countRows)).toBe('1')
      })

      it('ends at once when it is told so while it starts', async () => {
        const args = ['-v', `${host.folder}/starting.mjs:/etc/roompass/roompass.config.mjs:ro`, '--stop-timeout=30']
        writeFileSync(
          join(host.folder, 'starting.mjs'),
          `console.log('starting'); await new Promise((done) => setTimeout(done, 60_000)); export default {}`,
        )
        await host.podman('run', '--detach', '--name', 'starting', ...args, 'roompass')
        await eventually(() => host.podman('logs', 'starting')).toBe('starting')
        expect(await timeOf(host.podman('stop', 'starting'))).toBeLessThan(10_000)
      })

      it('needs no place to write beside its data, may be any user, and runs in several processes', async () => {
        const args = [
          '--read-only',
          '--read-only-tmpfs=false',
          '--cap-drop=all',
          '--user',
          '4711:4711',
          '-v',
          `${host.folder}/own:/data`,
        ]
        const env = {
          ROOMPASS_PROCESSES: '2',
          ROOMPASS_APP_ID: '1',
          ROOMPASS_SERVER_SECRET: 'made up for tests'.padEnd(32, 'xyz-'),
          ROOMPASS_API_KEYS: `b:${'0'.repeat(64)}`,
          ROOMPASS_ROOMS: '*',
        }
        const variables = Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`])
        await shell('mkdir own; chown 4711:4711 own')
        await host.podman('run', '--detach', '--name', 'bare', ...args, ...variables, 'roompass')
        await eventually(() => shell('podman logs bare 2>&1')).toContain(
          'Roompass is running at http://0.0.0.0:8787 in 2',
        )
        await host.podman('stop', '--time', '20', 'bare')
        expect(await host.podman('inspect', '--format', '{{.State.ExitCode}}', 'bare')).toBe('0')
      })
    })
  })

  describe.skipIf(!hasSystemd)('the unit of systemd, installed as the guide says', () => {
    let systemd: SystemdHost
    let key: string
    const properties = (...names: readonly string[]): Promise<string> =>
      systemd.shell(`systemctl show roompass ${names.map((name) => `--property ${name}`).join(' ')}`)

    beforeAll(async () => {
      // What npm would install: the image has the same.
      const packed = join(host.folder, 'roompass.tar')
      await shell(`tar -C "$(podman image mount roompass)/srv/roompass" -cf ${packed} .; podman image unmount roompass`)
      systemd = await startSystemd(`
        rm -f usr/bin/node; cp ${process.execPath} usr/bin/node
        mkdir -p opt/roompass srv/roompass; tar -C opt/roompass -xf ${packed}
        cp -r ${deploy} srv/roompass/deploy`)
      const commands = commandsUnder('One machine: systemd', /^npm install/)
      const said = await systemd.shell(`cd /srv/roompass\n${keys}\n${commands}\necho; echo "$key"`)
      key = said.split('\n').at(-1) ?? ''
    }, 60_000)
    afterAll(() => systemd?.end(), 60_000)

    it('gives a token to who has the key', async () => {
      const answer = await systemd.shell(`key=${key}\n${commandsUnder('A first token')}`)
      expect(JSON.parse(answer)).toMatchObject({ roomId: 'lobby', userId: 'ada' })
    })

    it('runs without a name and without rights, and begins anew when it was killed', async () => {
      const main = async (): Promise<string> => (await properties('MainPID')).split('=')[1] ?? ''
      const first = await main()
      const status = await systemd.shell(`cat /proc/${first}/status`)
      expect(status).toMatch(/^NoNewPrivs:\t1$/m)
      expect(status).toMatch(/^Seccomp:\t2$/m)
      for (const set of ['Prm', 'Eff', 'Bnd', 'Amb']) expect(status).toMatch(new RegExp(`^Cap${set}:\t0+$`, 'm'))
      // Of the users that systemd makes for the time being.
      const [, user] = /^Uid:\t(\d+)/m.exec(status) ?? []
      expect(Number(user)).toBeGreaterThanOrEqual(61_184)
      expect(await systemd.shell('stat -c %u:%a /var/lib/private/roompass/roompass.db')).toBe(`${user}:600`)
      await systemd.shell(`kill -9 ${first}`)
      await eventually(main).not.toMatch(new RegExp(`^(?:0|${first})$`))
      await systemd.shell('curl -fsS --retry 20 --retry-delay 1 --retry-all-errors http://127.0.0.1:8787/readyz')
    })

    it('drains when it is stopped', async () => {
      await systemd.shell('systemctl stop roompass')
      expect(await properties('Result', 'ExecMainStatus')).toBe('Result=success\nExecMainStatus=0')
      expect(await systemd.shell('journalctl -u roompass -o cat')).toContain('"event":"draining"')
    })

    it('runs in several processes too, and all of them end in order', async () => {
      await systemd.shell('echo ROOMPASS_PROCESSES=2 >> /etc/roompass/environment; systemctl start roompass')
      await systemd.shell('curl -fsS --retry 20 --retry-delay 1 --retry-connrefused http://127.0.0.1:8787/readyz')
      expect(await systemd.shell('journalctl -u roompass -o cat')).toContain('in 2 processes')
      await systemd.shell('systemctl stop roompass')
      expect(await properties('Result', 'ExecMainStatus')).toBe('Result=success\nExecMainStatus=0')
    })
  })

  describe.skipIf(!hasAll)('compose.yaml', () => {
    const { services } = parse(textOf('compose.yaml'), { merge: true })
    let key: string
    let addresses: string[]

    beforeAll(async () => {
      const images = {
        nginx: nginxImage(),
        postgres: postgresImage(postgresPrograms),
        redis: redisImage(),
        prometheus: prometheusImage(),
      }
      // oxlint-disable-next-line no-await-in-loop -- Podman takes them one by one
      for (const [name, image] of Object.entries(images)) await standIn(host, services[name].image, image)
      cpSync(deploy, join(host.folder, 'deploy'), {
        recursive: true,
        filter: (path) => !path.endsWith('/secrets'),
      })
      const secrets = commandsUnder('Three nodes with compose', /docker compose|^curl/)
      const start = `ROOMPASS_APP_ID=1234567890 '${compose}' -f deploy/compose.yaml up --detach`
      key = await keyAfter(`${secrets}\n${start}`)
      await shell('curl -fsS --retry 30 --retry-delay 1 --retry-all-errors http://127.0.0.1:8080/readyz')
      addresses = await Promise.all(nodes.map(addressOf))
    }, 120_000)

    const nodes = Object.keys(services).filter((name) => name.startsWith('node-'))
    const addressOf = async (service: string): Promise<string> => {
      const [{ NetworkSettings: network }] = JSON.parse(await host.podman('inspect', `roompass_${service}_1`))
      return network.Networks.roompass_inside.IPAddress
    }

    it('starts three nodes that know of each other', async () => {
      for (const address of addresses) {
        const count = eventually(
          async () => /^roompass_nodes (\d+)$/m.exec(await shell(`curl -fsS http://${address}:9464/metrics`))?.[1],
        )
        await count.toBe('3')
      }
    })

    it('lets people meet in one room who came to different nodes, and through nginx', async () => {
      const urls = nodes.map((name, n) => `http://${addresses[n]}:${name.slice(-4)}`)
      const program = fileURLToPath(new URL('meet.ts', import.meta.url))
      const said = await host.inside(
        process.execPath,
        ['--conditions=source', program, ...urls, 'http://127.0.0.1:8080'],
        { cwd: deploy, env: { KEY: key } },
      )
      const all = ['user-0', 'user-1', 'user-2', 'user-3']
      expect(JSON.parse(said)).toEqual(all.map((own) => all.filter((one) => one !== own)))
    })

    it('keeps to itself what nodes ask each other, and publishes nginx alone', async () => {
      const asked = `curl -s -o /dev/null -w '%{http_code}' -d '{"do":"list"}' http://127.0.0.1:8080/v1/node`
      expect(await shell(asked)).toBe('404')
      const ports = await host.podman('ps', '--filter', 'name=^roompass_', '--format', '{{.Names}} {{.Ports}}')
      expect(
        ports
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line.includes(' '))
          .toSorted(),
      ).toEqual(['roompass_nginx_1 0.0.0.0:8080->80/tcp', 'roompass_prometheus_1 127.0.0.1:9090->9090/tcp'])
    })

    it('has Prometheus read every node, and take every rule', async () => {
      const ask = async (what: string) => JSON.parse(await shell(`curl -fsS http://127.0.0.1:9090/api/v1/${what}`)).data
      await eventually(
        async () => (await ask('query?query=up')).result.map(({ value }: { value: [number, string] }) => value[1]),
        {
          timeout: 40_000,
        },
      ).toEqual(['1', '1', '1'])
      const alerts = parse(textOf('prometheus/alerts.yaml')).groups[0].rules
      const healthOf = async (): Promise<unknown> =>
        (await ask('rules')).groups[0].rules.map(({ name, health }: Record<string, string>) => [name, health])
      const all = alerts.map(({ alert }: { alert: string }) => [alert, 'ok'])
      await eventually(healthOf, { timeout: 40_000 }).toEqual(all)
    })

    it('gives nginx its own address again, whoever started before it', async () => {
      await host.podman('stop', '--time', '0', 'roompass_nginx_1', 'roompass_redis_1', 'roompass_prometheus_1')
      for (const name of ['redis', 'prometheus', 'nginx']) await host.podman('start', `roompass_${name}_1`)
      await shell('curl -fsS --retry 30 --retry-delay 1 --retry-all-errors http://127.0.0.1:8080/readyz')
      expect(await addressOf('nginx')).toBe(services.nginx.networks.inside.ipv4_address)
      for (const address of addresses) expect(Number(address.split('.')[3])).toBeGreaterThan(127)
    })
  })
})

/** Run in the container: how many rows of its audit are about ada. */
const countRows = `
const { DatabaseSync } = require('node:sqlite')
const database = new DatabaseSync('/data/roompass.db', { readOnly: true })
console.log(database.prepare("select count(*) as n from audit where user_id = 'ada'").get().n)`

/** podman-compose of 2024 or newer: what Debian 12 has cannot read compose.yaml. */
function findCompose(): string | null {
  const program = findProgram('podman-compose')
  if (program === null) return null
  const [, major = '0', minor = '0'] =
    /version (\d+)\.(\d+)/.exec(execFileSync(program, ['--version'], { encoding: 'utf8', stdio: 'pipe' })) ?? []
  return Number(major) > 1 || Number(minor) >= 2 ? program : null
}
