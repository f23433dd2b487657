// Takes pictures of the gallery's states: `node test/gallery/shoot.ts <folder> [state…]`. Nothing of it is committed.
import { mkdirSync } from 'node:fs'
import { chromium } from 'playwright'
import { createServer } from 'vite'
import { chromiumFlags, chromiumPath } from '../../../../tools/chromium.ts'

const [folder, ...wanted] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: node test/gallery/shoot.ts <folder> [name…]')
mkdirSync(folder, { recursive: true })

const states: Record<string, string> = {
  prejoin: 'state=prejoin',
  'camera-off': 'state=camera-off',
  blocked: 'state=blocked',
  refused: 'state=refused',
  entering: 'state=entering',
  room1: 'state=room&people=1',
  room2: 'state=room&people=2',
  room3: 'state=room&people=3',
  room4: 'state=room&people=4',
  room6: 'state=room&people=6',
  trouble: 'state=trouble&people=4',
  viewer: 'state=viewer&people=3',
  asking: 'state=asking&people=3',
  left: 'state=left&people=3',
  ended: 'state=ended',
}

const server = await createServer({ configFile: new URL('vite.config.ts', import.meta.url).pathname })
await server.listen()
const url = server.resolvedUrls?.local[0]
const executablePath = chromiumPath()
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: [...chromiumFlags],
})
for (const [size, viewport] of Object.entries({
  wide: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
})) {
  for (const theme of ['light', 'dark']) {
    const page = await browser.newPage({ viewport })
    page.on('console', (message) => {
      if (message.type() === 'error') process.stderr.write(`${theme} ${size}: ${message.text()}\n`)
    })
    page.on('pageerror', (error) => process.stderr.write(`${theme} ${size}: ${error.message}\n`))
    for (const [name, query] of Object.entries(states)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue
      await page.goto(`${url}?${query}&theme=${theme}`)
      await page.waitForTimeout(900)
      await page.screenshot({ path: `${folder}/${name}-${size}-${theme}.png` })
    }
    await page.close()
  }
}
await browser.close()
await server.close()
