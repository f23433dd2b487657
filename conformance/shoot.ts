// Takes pictures of the real flow, on a desk and on a phone: `node conformance/shoot.ts <folder> [light|dark]`. Nothing of it is committed.
import { mkdir } from 'node:fs/promises'
import type { Browser, Page } from 'playwright'
import { enterRoom, kitOn } from './harness/kit.ts'
import { startPageServer } from './harness/page_server.ts'
import { openBrowser, openPerson, type Person } from './harness/person.ts'
import { startRoompass, type AppKey } from './harness/process.ts'
import { startProxy, type Proxy } from './harness/proxy.ts'
import { enterRaw } from './harness/raw_client.ts'
import { bareFor, mintFor, withFlippedBit, withSuffix } from './harness/tokens.ts'

const [folder, scheme = 'light'] = process.argv.slice(2)
if (folder === undefined || (scheme !== 'light' && scheme !== 'dark')) {
  throw new Error('usage: node conformance/shoot.ts <folder> [light|dark]')
}
const sizes = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } }

interface Stage {
  readonly browser: Browser
  readonly server: string
  readonly pages: string
  readonly network: Proxy
  readonly app: AppKey
  readonly size: keyof typeof sizes
}

function visit({ browser, size }: Stage, address: string): Promise<Person> {
  return openPerson(browser, { viewport: sizes[size], colorScheme: scheme === 'dark' ? 'dark' : 'light' }).then(
    async (person) => {
      await person.page.goto(address)
      return person
    },
  )
}

async function shoot(page: Page, { size }: Stage, name: string): Promise<void> {
  // Views move into place; a picture is of what stands.
  await page.waitForTimeout(700)
  await page.screenshot({ path: `${folder}/${name}-${size}-${scheme}.png` })
}

/** The start page, the view before the room, alone, together, leaving, gone. */
async function walk(stage: Stage): Promise<void> {
  const ada = await visit(stage, stage.server)
  const kit = kitOn(ada.page)
  await shoot(ada.page, stage, '01-start')
  await ada.page.locator('form').getByLabel('Your name').fill('Ada Lovelace')
  await ada.page.getByRole('button', { name: 'Enter' }).click()
  await ada.page.locator('video').waitFor()
  await shoot(ada.page, stage, '02-pre-join')
  await kit.join.click()
  await kit.controls.waitFor()
  await shoot(ada.page, stage, '03-alone')
  const grace = await visit(stage, `${stage.pages}/given.html`)
  const pass = { userId: 'grace', userName: 'Grace Hopper', roomId: 'lobby' }
  await enterRoom(grace, mintFor(stage.app, pass), stage.network.url, { showPreJoinView: false })
  await kit.tile('Grace Hopper').locator('video').waitFor()
  await shoot(ada.page, stage, '04-together')
  await kitOn(grace.page).controls.getByRole('button', { name: 'Camera' }).click()
  await kitOn(grace.page).controls.getByRole('button', { name: 'Microphone' }).click()
  await shoot(ada.page, stage, '05-devices-off')
  stage.network.block(true)
  stage.network.cut()
  await grace.page.getByText('Reconnecting').waitFor()
  await shoot(grace.page, stage, '06-reconnecting')
  stage.network.block(false)
  await grace.page.getByText('Reconnecting').waitFor({ state: 'detached' })
  await kit.leave.click()
  await shoot(ada.page, stage, '07-asked')
  await kit.leaveDialog.getByRole('button', { name: 'Leave' }).click()
  await kit.rejoin.waitFor()
  await shoot(ada.page, stage, '08-left')
  const vera = await visit(stage, `${stage.pages}/given.html`)
  const watch = mintFor(stage.app, { userId: 'vera', roomId: 'lobby', publish: false })
  await enterRoom(vera, watch, stage.server, { showPreJoinView: false })
  await shoot(vera.page, stage, '09-watching')
  for (const person of [ada, grace, vera]) await person.close()
}

/** Everybody who is kept out, beside Join and in the leaving view. */
async function knock(stage: Stage): Promise<void> {
  const eve = { userId: 'eve', userName: 'Eve', roomId: 'cellar' }
  const { app, server } = stage
  const now = Math.floor(Date.now() / 1000)
  const seated = await Promise.all(
    ['u1', 'u2', 'u3', 'u4', 'u5', 'u6'].map((userId) => enterRaw(server, mintFor(app, { userId, roomId: 'full' }))),
  )
  // Who is seated does not say that they are alive: what needs them comes first.
  const refused: Readonly<Record<string, string>> = {
    full: mintFor(app, { ...eve, roomId: 'full' }),
    twice: mintFor(app, { userId: 'u1', roomId: 'full' }),
    expired: mintFor(app, { ...eve, expiresIn: 60, mintedAt: now - 120 }),
    foreign: mintFor({ ...app, appId: 7 }, eve),
    changed: withFlippedBit(mintFor(app, eve)),
    bare: bareFor(app, eve),
    'other-room': withSuffix(mintFor(app, eve), { roomID: 'attic', sig: undefined }),
    'no-privilege': mintFor(app, { ...eve, join: false }),
  }
  for (const [name, kitToken] of Object.entries(refused)) {
    const beside = await visit(stage, `${stage.pages}/given.html`)
    await enterRoom(beside, kitToken, server)
    await kitOn(beside.page).join.click()
    await kitOn(beside.page).refusal.locator('p').waitFor()
    await shoot(beside.page, stage, `20-refused-${name}`)
    await beside.close()
    const after = await visit(stage, `${stage.pages}/given.html`)
    await enterRoom(after, kitToken, server, { showPreJoinView: false })
    await kitOn(after.page).heading.waitFor()
    await shoot(after.page, stage, `30-kept-out-${name}`)
    await after.close()
    if (name === 'twice') await Promise.all(seated.map((client) => client.leave()))
  }
}

await mkdir(folder, { recursive: true })
const servers: string[] = []
const pageServer = await startPageServer(servers)
const roompass = await startRoompass('dev')
const network = await startProxy(roompass.url)
servers.push(roompass.url, network.url)
const browser = await openBrowser()
const app = await roompass.developmentApp()
try {
  for (const size of ['desk', 'phone'] as const) {
    const stage = { browser, server: roompass.url, pages: pageServer.url, network, app, size }
    await walk(stage)
    await knock(stage)
  }
} finally {
  await browser.close()
  await network.close()
  await pageServer.close()
  await roompass.stop()
}
