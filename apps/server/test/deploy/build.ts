// The image of deploy/Containerfile, built as it is over a stand-in for its base.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram, run } from '../hosts/command.ts'
import type { ContainerHost } from '../hosts/containers.ts'
import { nodeImage, standIn } from '../hosts/stand_ins.ts'
import { deploy } from './files.ts'

const repository = join(deploy, '..')

/** @returns what the builder said */
export async function buildImage(host: ContainerHost, name = 'roompass'): Promise<string> {
  const [, base = ''] = /^ARG NODE=(\S+)$/m.exec(readFileSync(join(deploy, 'Containerfile'), 'utf8')) ?? []
  await standIn(host, base, nodeImage())
  const volumes = (await registry(host)).flatMap((volume) => ['--volume', volume])
  const args = [
    'build',
    '--format',
    'docker',
    '--isolation',
    'chroot',
    '--network',
    'host',
    '--pull=never',
    '--layers=false',
    ...volumes,
  ]
  return host.outside('podman', [...args, '-f', 'deploy/Containerfile', '-t', name, '.'], { cwd: repository })
}

/** How npm reaches its registry here, and what it has fetched before: shown to the build, and left in no image. */
async function registry(host: ContainerHost): Promise<string[]> {
  const config = async (key: string): Promise<string> =>
    (await run(findProgram('npm') ?? 'npm', ['config', 'get', key])).trim()
  const [url, cache, known] = [await config('registry'), await config('cache'), await config('cafile')]
  const authority = known === 'null' ? process.env['NODE_EXTRA_CA_CERTS'] : known
  const own = await config('userconfig')
  const folder = join(host.folder, 'npm')
  mkdirSync(folder, { mode: 0o700 })
  const settings = [`registry=${url}`, 'prefer-offline=true', 'cache=/mnt', 'update-notifier=false']
  if (authority !== undefined) {
    copyFileSync(authority, join(folder, 'authority.pem'))
    settings.push('cafile=/usr/local/etc/authority.pem')
  }
  if (existsSync(own)) settings.unshift(readFileSync(own, 'utf8'))
  writeFileSync(join(folder, 'npmrc'), settings.join('\n'))
  // Over folders that the base has: mounting makes none.
  return [`${folder}:/usr/local/etc:ro`, `${cache}:/mnt`]
}
