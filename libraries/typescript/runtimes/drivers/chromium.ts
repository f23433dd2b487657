// A page in Chromium, once with what the exports map gives to pages, and once with the portable library for servers in the same engine.
import { readFileSync } from 'node:fs'
import type { BuildOptions } from 'esbuild'
import { chromium as launcher } from 'playwright'
import { chromiumFlags, chromiumPath } from '../../../../tools/chromium.ts'
import type { Report } from '../suite/checks.ts'
import type { Driver } from './stage.ts'

const platforms = { page: 'browser', script: 'neutral' } as const satisfies Record<string, BuildOptions['platform']>

export function chromium(host: keyof typeof platforms): Driver {
  return async ({ bundle, texts }) => {
    const executablePath = chromiumPath()
    if (executablePath === undefined) throw new Error('no Chromium: set CHROMIUM_PATH or install it')
    const content = readFileSync(await bundle(host, { platform: platforms[host], format: 'iife' }), 'utf8')
    const browser = await launcher.launch({ executablePath, args: [...chromiumFlags] })
    try {
      const page = await browser.newPage()
      await page.addScriptTag({ content })
      const report = await page.evaluate((given): Report => Reflect.get(globalThis, 'runSuite')(given), texts)
      return { version: browser.version(), report }
    } finally {
      await browser.close()
    }
  }
}
