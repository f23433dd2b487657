// Images with the names that deploy/ names, put together from this machine's programs: tests ask no registry of images.
// They do what the real ones document (entry points, variables, folders), and nothing else.
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { findProgram, run } from './command.ts'
import type { ContainerHost } from './containers.ts'

/** To where it is here, unless a second path is given. */
type Copied = string | readonly [from: string, to: string]

export interface StandIn {
  /** Copied with the libraries that they load. */
  readonly programs: readonly Copied[]
  /** Files and folders. */
  readonly files?: readonly Copied[]
  /** Written, by path; those that begin with `#!` can be run. */
  readonly texts?: Readonly<Record<string, string>>
  readonly links?: Readonly<Record<string, string>>
  /** Made, and open to everybody. */
  readonly folders?: readonly string[]
  /** Lines of a Containerfile. */
  readonly settings?: readonly string[]
}

const shell = [
  'sh',
  ...'basename cat chmod chown cp dirname env gzip id ls mkdir mv rm sed sleep tar touch uname'.split(' '),
]

/** Makes the image, and gives it a name. */
export async function standIn(host: ContainerHost, name: string, made: StandIn): Promise<void> {
  const root = join(host.folder, 'roots', name.replaceAll(/\W/g, '_'))
  for (const folder of ['bin', 'sbin', 'lib', 'lib64']) {
    mkdirSync(join(root, 'usr', folder), { recursive: true })
    symlinkSync(`usr/${folder}`, join(root, folder))
  }
  for (const folder of ['etc', 'root', 'run', 'var', 'dev', 'proc', 'sys'])
    mkdirSync(join(root, folder), { recursive: true })
  for (const folder of ['/tmp', ...(made.folders ?? [])]) {
    mkdirSync(join(root, folder), { recursive: true })
    chmodSync(join(root, folder), 0o1777)
  }
  for (const program of [...shell, ...made.programs]) {
    const [from, to] = endsOf(typeof program === 'string' ? (findProgram(program) ?? program) : program)
    copy(from, join(root, to))
    // oxlint-disable-next-line no-await-in-loop
    for (const library of await librariesOf(from)) copy(library, join(root, library))
  }
  for (const [from, to] of (made.files ?? []).map(endsOf)) {
    cpSync(from, join(root, to), { recursive: true, dereference: true })
  }
  const texts = { '/etc/nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\n', ...made.texts }
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text, { mode: text.startsWith('#!') ? 0o755 : 0o644 })
  }
  for (const [path, target] of Object.entries(made.links ?? {})) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    symlinkSync(target, join(root, path))
  }
  const changes = (made.settings ?? []).flatMap((line) => ['--change', line])
  await host.inside('sh', [
    '-euc',
    'tar -C "$1" -c . | { shift; podman import "$@"; }',
    'sh',
    root,
    ...changes,
    '-',
    name,
  ])
}

/** Debian's slim image of Node, with the Node and the npm that run here. */
export function nodeImage(): StandIn {
  const npm = dirname(dirname(realpathSync(findProgram('npm') ?? 'npm')))
  return {
    programs: [[process.execPath, '/usr/local/bin/node']],
    files: [[npm, '/usr/local/lib/node_modules/npm']],
    folders: ['/mnt', '/usr/local/etc', '/srv', '/opt'],
    links: {
      '/usr/local/bin/npm': '../lib/node_modules/npm/bin/npm-cli.js',
      '/usr/local/bin/npx': '../lib/node_modules/npm/bin/npx-cli.js',
    },
    texts: { '/etc/passwd': 'root:x:0:0::/root:/bin/sh\nnode:x:1000:1000::/:/bin/sh\n' },
    settings: ['CMD ["node"]'],
  }
}

export function nginxImage(): StandIn {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  return {
    programs: ['nginx'],
    files: ['/etc/nginx/mime.types'],
    folders: ['/var/log/nginx', '/var/lib/nginx', '/etc/nginx/conf.d', '/var/cache/nginx'],
    links: { '/var/log/nginx/access.log': '/dev/stdout', '/var/log/nginx/error.log': '/dev/stderr' },
    texts: {
      '/etc/passwd': 'root:x:0:0::/root:/bin/sh\nnginx:x:101:101::/nonexistent:/bin/false\n',
      '/etc/group': 'root:x:0:\nnginx:x:101:\n',
      '/etc/nginx/nginx.conf': `
        user nginx;
        worker_processes 1;
        error_log /var/log/nginx/error.log notice;
        pid /run/nginx.pid;
        events { worker_connections 1024; }
        http {
          include /etc/nginx/mime.types;
          access_log /var/log/nginx/access.log;
          ${kinds.map((kind) => `${kind}_temp_path /var/cache/nginx/${kind}_temp;`).join('\n')}
          include /etc/nginx/conf.d/*.conf;
        }`,
    },
    settings: ['CMD ["nginx", "-g", "daemon off;"]'],
  }
}

/** @param programs the folder of its programs, where Debian has them: /usr/lib/postgresql/15/bin */
export function postgresImage(programs: string): StandIn {
  const version = programs.split('/').at(-2) ?? ''
  const own = (name: string): string => join(programs, name)
  return {
    programs: ['setpriv', own('initdb'), own('postgres'), own('pg_isready')],
    files: [`/usr/lib/postgresql/${version}/lib`, `/usr/share/postgresql/${version}`, '/usr/share/zoneinfo'],
    folders: ['/var/run/postgresql', '/var/lib/postgresql/data'],
    texts: {
      '/etc/passwd': 'root:x:0:0::/root:/bin/sh\npostgres:x:70:70::/var/lib/postgresql:/bin/sh\n',
      '/etc/group': 'root:x:0:\npostgres:x:70:\n',
      '/entry': `#!/bin/sh
set -eu
as() { setpriv --reuid 70 --regid 70 --clear-groups "$@"; }
chown 70:70 "$PGDATA"; chmod 0700 "$PGDATA"
if [ ! -e "$PGDATA/PG_VERSION" ]; then
  as initdb -U "$POSTGRES_USER" --pwfile "$POSTGRES_PASSWORD_FILE" --auth-host scram-sha-256 -E UTF8 --no-locale --no-sync
  echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
  echo "create database $POSTGRES_DB" | as postgres --single -D "$PGDATA" postgres
fi
exec setpriv --reuid 70 --regid 70 --clear-groups "$@" -c listen_addresses='*' -c jit=off
`,
    },
    settings: [
      `ENV PATH=${programs}:/usr/local/bin:/usr/bin:/bin`,
      'ENV PGDATA=/var/lib/postgresql/data',
      'VOLUME /var/lib/postgresql/data',
      'ENTRYPOINT ["/entry"]',
      'CMD ["postgres"]',
    ],
  }
}

export function redisImage(): StandIn {
  return {
    programs: ['redis-server'],
    folders: ['/data'],
    // The real one is built so that others than the loopback may connect.
    texts: { '/entry': '#!/bin/sh\nset -eu\nprogram=$1\nshift\nexec "$program" --protected-mode no "$@"\n' },
    settings: ['WORKDIR /data', 'VOLUME /data', 'ENTRYPOINT ["/entry"]', 'CMD ["redis-server"]'],
  }
}

export function prometheusImage(): StandIn {
  return {
    programs: ['prometheus'],
    folders: ['/prometheus', '/etc/prometheus'],
    settings: [
      'USER 65534',
      'WORKDIR /prometheus',
      'VOLUME /prometheus',
      'ENTRYPOINT ["/bin/prometheus"]',
      'CMD ["--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus"]',
    ],
  }
}

function endsOf(copied: Copied): readonly [from: string, to: string] {
  return typeof copied === 'string' ? [copied, copied] : copied
}

/** What `ldd` names, and what else belongs to the C library; nothing for scripts and for programs that need none. */
async function librariesOf(program: string): Promise<string[]> {
  const said = await run('ldd', [program]).catch(() => '')
  const named = [...said.matchAll(/(\/\S+) \(0x/g)].map(([, path = '']) => path)
  const libc = named.find((path) => path.endsWith('/libc.so.6')) ?? ''
  const others = ['dl.so.2', 'm.so.6', 'pthread.so.0', 'rt.so.1', 'util.so.1'].map((end) => libc.replace('c.so.6', end))
  return [...named, ...others.filter((path) => existsSync(path))]
}

function copy(from: string, to: string): void {
  if (existsSync(to)) return
  mkdirSync(dirname(to), { recursive: true })
  copyFileSync(realpathSync(from), to)
}
