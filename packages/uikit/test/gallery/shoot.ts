// Takes pictures of the gallery's states: `node test/gallery/shoot.ts <folder> [--sizes=wide,phone] [state…]`. Nothing of it is committed.
import { mkdirSync } from 'node:fs'
import { chromium } from 'playwright'
import { createServer } from 'vite'
import { chromiumFlags, chromiumPath } from '../../../../tools/chromium.ts'
import { states } from './states.ts'

const sizes: Readonly<Record<string, { width: number; height: number }>> = {
  wide: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
  large: { width: 1920, height: 1080 },
  flat: { width: 844, height: 390 },
  embedded: { width: 400, height: 600 },
  thumbnail: { width: 320, height: 240 },
}

const [folder, ...rest] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: node test/gallery/shoot.ts <folder> [--sizes=wide,phone] [state…]')
mkdirSync(folder, { recursive: true })
const chosenSizes = rest
  .find((one) => one.startsWith('--sizes='))
  ?.slice(8)
  .split(',') ?? ['wide', 'phone']
const wanted = rest.filter((one) => !one.startsWith('--'))

const server = await createServer({ configFile: new URL('vite.config.ts', import.meta.url).pathname })
await server.listen()
const url = server.resolvedUrls?.local[0]
const executablePath = chromiumPath()
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: [...chromiumFlags],
})
for (const size of chosenSizes) {
  for (const theme of ['light', 'dark'] as const) {
    const viewport = sizes[size]
    if (viewport === undefined) throw new Error(`--sizes are of ${Object.keys(sizes).join(', ')}`)
    const page = await browser.newPage({ viewport })
    page.on('console', (message) => {
      if (message.type() === 'error') process.stderr.write(`${theme} ${size}: ${message.text()}\n`)
    })
    page.on('pageerror', (error) => process.stderr.write(`${theme} ${size}: ${error.message}\n`))
    for (const name of Object.keys(states)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue
      await page.goto(`${url}?state=${name}&theme=${theme}`)
      await page.waitForSelector('[data-ready]')
      await page.screenshot({ path: `${folder}/${name}-${size}-${theme}.png` })
    }
    await page.close()
  }
}
await browser.close()
await server.close()
