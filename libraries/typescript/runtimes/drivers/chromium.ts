// Chromium, once as a page with what the exports map gives to pages, and once as a worker, which is no page, with the portable library
// for servers.
import { readFileSync } from 'node:fs'
import type { BuildOptions } from 'esbuild'
import { chromium as launcher } from 'playwright'
import { chromiumFlags, chromiumPath } from '../../../../tools/chromium.ts'
import type { Report } from '../suite/checks.ts'
import type { Driver } from './stage.ts'

const platforms = { page: 'browser', script: 'neutral' } as const satisfies Record<string, BuildOptions['platform']>

interface Given {
  readonly content: string
  readonly texts: Readonly<Record<string, string>>
}

export function chromium(host: keyof typeof platforms): Driver {
  return async ({ bundle, texts }) => {
    const executablePath = chromiumPath()
    if (executablePath === undefined) throw new Error('no Chromium: set CHROMIUM_PATH or install it')
    const content = readFileSync(await bundle(host, { platform: platforms[host], format: 'iife' }), 'utf8')
    const browser = await launcher.launch({ executablePath, args: [...chromiumFlags] })
    try {
      const page = await browser.newPage()
      const report = await page.evaluate(host === 'page' ? runInPage : runInWorker, { content, texts })
      return { version: browser.version(), report }
    } finally {
      await browser.close()
    }
  }
}

function runInPage({ content, texts }: Given): Report {
  document.head.append(Object.assign(document.createElement('script'), { textContent: content }))
  return Reflect.get(globalThis, 'runSuite')(texts)
}

function runInWorker({ content, texts }: Given): Promise<Report> {
  const script = `${content}\nonmessage = ({ data }) => postMessage(runSuite(data))`
  const worker = new Worker(URL.createObjectURL(new Blob([script])))
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }) => resolve(data))
    worker.addEventListener('error', ({ message }) => reject(new Error(message)))
    worker.postMessage(texts) // oxlint-disable-line require-post-message-target-origin -- a worker has no origin to name
  })
}
