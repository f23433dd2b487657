// The colours that stand on each other, measured as the browser resolves them (WCAG 2.2: 1.4.3 for text, 1.4.11 for the rest).
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { styleSheets } from '../../src/styles/sheets.ts'

type Rgb = readonly [number, number, number]

const text = 4.5
const shape = 3
const hues = [0, 1, 2, 3, 4, 5]
const white = '#fff'
const black = '#000'

/** Foreground, background, and what that is for. A colour `a over b` is seen through. */
const pairs: readonly [foreground: string, background: string, least: number][] = [
  ...['--paper', '--surface'].flatMap((ground): [string, string, number][] => [
    ['--ink', ground, text],
    ['--ink-soft', ground, text],
    ['--accent', ground, text],
    ['--edge', ground, shape],
    ['--danger', ground, text],
  ]),
  ['--ink', '--sunken', text],
  ['--ink-soft', '--sunken', text],
  ['--accent', '--sunken', text],
  ['--accent', '--accent-wash', text],
  ['--on-accent', '--accent', text],
  ['--on-leave', '--leave', text],
  ['--ink', '--danger-wash', text],
  ['--accent', '--danger-wash', text],
  ['--danger', '--danger-wash', text],
  ['--voice', '--paper', shape],
  // Names on the brightest and the darkest picture, and the icon of a muted microphone beside them.
  [white, `--scrim over ${white}`, text],
  [white, `--scrim over ${black}`, text],
  ['#ffb4a8', `--scrim over ${white}`, shape],
]

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  const host = document.createElement('div')
  let root: ShadowRoot

  beforeAll(() => {
    host.dataset['theme'] = theme
    root = host.attachShadow({ mode: 'open' })
    root.adoptedStyleSheets = [...styleSheets()]
    document.body.append(host)
  })
  afterAll(() => host.remove())

  it.each(pairs)('%s on %s has %f : 1', (foreground, background, least) => {
    expect(contrast(colour(root, foreground), colour(root, background))).toBeGreaterThanOrEqual(least)
  })

  it.each(hues)('initials and words stand out on the colour %i of a person', (hue) => {
    expect(contrast(colour(root, white), colour(root, '--face', hue))).toBeGreaterThanOrEqual(text)
    expect(contrast(colour(root, '--ink'), colour(root, '--tint', hue))).toBeGreaterThanOrEqual(text)
  })
})

/** What a colour of the kit, or a plain one, becomes on the screen. */
function colour(root: ShadowRoot, name: string, hue?: number): Rgb {
  const [front = '', behind] = name.split(' over ')
  const ground = behind === undefined ? white : behind
  const probe = document.createElement('span')
  if (hue !== undefined) probe.dataset['hue'] = String(hue)
  probe.style.setProperty('color', front.startsWith('--') ? `var(${front})` : front)
  root.append(probe)
  const canvas = new OffscreenCanvas(1, 1).getContext('2d')
  if (canvas === null) throw new Error('no canvas')
  canvas.fillStyle = ground
  canvas.fillRect(0, 0, 1, 1)
  canvas.fillStyle = getComputedStyle(probe).color
  canvas.fillRect(0, 0, 1, 1)
  probe.remove()
  const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data
  return [red, green, blue]
}

function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
