// Every state of the gallery keeps the rules of accessibility, lets the keyboard reach what the mouse can, and fits its frame.
import axe from 'axe-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { letSoundThrough } from './media.ts'
import { showState, type Scene } from './scene.ts'
import { states, type State } from './states.ts'

type Size = readonly [width: number, height: number]
const wide: Size = [1280, 800]
const phone: Size = [390, 844]
const frames: readonly Size[] = [wide, phone, [320, 240]]

/** Shows `state` before the tests of a group, and takes it away after them. */
function stage(state: State, theme: 'light' | 'dark'): { readonly scene: Scene; resize(size: Size): Promise<void> } {
  const container = document.createElement('main')
  let scene: Scene
  const resize = async ([width, height]: Size): Promise<void> => {
    await page.viewport(width, height)
    await still(container)
  }
  beforeAll(async () => {
    container.style.setProperty('height', '100vh')
    document.body.style.setProperty('margin', '0')
    document.body.append(container)
    await page.viewport(1280, 800)
    scene = await showState(state, container, theme)
    await still(container)
  })
  afterAll(async () => {
    await scene.kit.destroy()
    container.remove()
    letSoundThrough()
  })
  return {
    get scene() {
      return scene
    },
    resize,
  }
}

/** When everything that fades or glides has arrived; the spinners go on for ever. */
async function still(container: HTMLElement): Promise<void> {
  // Container queries and the stage's observer answer in the next frame.
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 40)))
  const moving = container.querySelector('[data-roompass]')?.shadowRoot?.getAnimations() ?? []
  const ending = moving.filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
  await Promise.allSettled(ending.map(({ finished }) => finished))
}

async function violations(host: HTMLElement): Promise<string[]> {
  const { violations: found } = await axe.run(host, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  })
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
}

const isVisible = (element: Element): boolean => element.checkVisibility() && element.getBoundingClientRect().width > 1

/** What reacts to a click, by its looks. */
function clickable(root: ShadowRoot): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('*')].filter(
    (element) =>
      isVisible(element) &&
      getComputedStyle(element).cursor === 'pointer' &&
      element.closest('button, a, summary, select, label') === element,
  )
}

function sticksOut(root: ShadowRoot, host: HTMLElement): string[] {
  const frame = host.getBoundingClientRect()
  return [...root.querySelectorAll('button, input, select, h1, .tile, .banner, .announcement, .alone, .dock')]
    .filter(isVisible)
    .filter((element) => {
      const { left, right } = element.getBoundingClientRect()
      return left < frame.left - 1 || right > frame.right + 1
    })
    .map((element) => element.className || element.tagName)
}

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  describe.each(Object.entries(states))('%s', (_name, state) => {
    const on = stage(state, theme)

    it.each(frames)('fits into %i × %i', async (...size) => {
      await on.resize(size)
      const { root, host } = on.scene
      expect(sticksOut(root, host)).toEqual([])
      expect(root.querySelector('.app')?.scrollWidth).toBeLessThanOrEqual(size[0])
    })

    it.each([wide, phone])('keeps the rules of accessibility at %i × %i', async (...size) => {
      await on.resize(size)
      expect(await violations(on.scene.host)).toEqual([])
    })

    it('can be used with the keyboard alone, and every control has a name', () => {
      const { root } = on.scene
      const controls = clickable(root)
      expect(controls.length).toBeGreaterThan(0)
      expect(controls.filter((element) => element.tabIndex < 0)).toEqual([])
      for (const control of root.querySelectorAll('button, select')) {
        const name = control.getAttribute('aria-label') ?? control.textContent
        expect(name.trim(), control.outerHTML).not.toBe('')
      }
    })
  })
})
