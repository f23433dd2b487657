import { assert, integer, property, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layoutGrid, layoutSpotlight, type Place, type Stage } from '../../src/models/layout.ts'

const stages = record({
  width: integer({ min: 320, max: 3840 }),
  height: integer({ min: 240, max: 2160 }),
  gap: integer({ min: 0, max: 16 }),
})
const counts = integer({ min: 1, max: 12 })

/** How well the best grid of 16:9 tiles shows faces, found without the code under test. */
function best16by9(count: number, { width, height, gap }: Stage): number {
  let best = 0
  for (let rows = 1; rows <= count; rows += 1) {
    const columns = Math.ceil(count / rows)
    const tile = Math.min((width - gap * (columns - 1)) / columns, (((height - gap * (rows - 1)) / rows) * 16) / 9)
    if (tile > 0) best = Math.max(best, worth({ width: tile, height: (tile * 9) / 16 }))
  }
  return best
}

function worth({ width, height }: Pick<Place, 'width' | 'height'>): number {
  return width * height * height ** 2
}

function overlap(one: Place, other: Place): boolean {
  const slack = 1e-6
  return (
    one.x + one.width > other.x + slack &&
    other.x + other.width > one.x + slack &&
    one.y + one.height > other.y + slack &&
    other.y + other.height > one.y + slack
  )
}

describe('the layout of the stage', () => {
  it('places every tile inside the stage, and no two on each other', () => {
    assert(
      property(counts, stages, (count, stage) => {
        const rects = layoutGrid(count, stage)
        expect(rects).toHaveLength(count)
        for (const [index, rect] of rects.entries()) {
          expect(rect.x).toBeGreaterThanOrEqual(-1e-6)
          expect(rect.y).toBeGreaterThanOrEqual(-1e-6)
          expect(rect.x + rect.width).toBeLessThanOrEqual(stage.width + 1e-6)
          expect(rect.y + rect.height).toBeLessThanOrEqual(stage.height + 1e-6)
          expect(rects.slice(index + 1).some((other) => overlap(rect, other))).toBe(false)
        }
      }),
    )
  })

  it('gives everyone the same size, and shows faces no worse than any grid of 16:9 tiles would', () => {
    assert(
      property(counts, stages, (count, stage) => {
        const rects = layoutGrid(count, stage)
        const [first] = rects
        if (first === undefined) throw new Error('no tiles')
        for (const rect of rects) {
          expect(rect.width).toBeCloseTo(first.width)
          expect(rect.height).toBeCloseTo(first.height)
        }
        expect(worth(first)).toBeGreaterThanOrEqual(best16by9(count, stage) * 0.999)
      }),
    )
  })

  it('keeps a tile from 4:5 to 16:9, and trims a wide picture by a fifth at most on a wide stage', () => {
    assert(
      property(counts, stages, (count, stage) => {
        for (const { width, height } of layoutGrid(count, stage)) {
          const shape = width / height
          expect(shape).toBeLessThanOrEqual(16 / 9 + 1e-6)
          expect(shape).toBeGreaterThanOrEqual((stage.width < stage.height ? 0.8 : (16 / 9) * 0.8) - 1e-6)
        }
      }),
    )
  })

  it('reads in rows: each next tile stands further on or further down', () => {
    assert(
      property(counts, stages, (count, stage) => {
        const rects = layoutGrid(count, stage)
        for (const [index, rect] of rects.slice(1).entries()) {
          const before = rects[index]
          if (before === undefined) throw new Error('no tile before')
          expect(rect.y > before.y + 1e-6 || rect.x > before.x).toBe(true)
        }
      }),
    )
  })

  it.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 2],
    [6, 3],
  ])('stands %i people on a laptop in rows of %i', (count, inRow) => {
    const rects = layoutGrid(count, { width: 1232, height: 640, gap: 12 })
    expect(rects.filter((rect) => rect.y === rects[0]?.y)).toHaveLength(inRow)
  })

  it.each([
    [1, 1],
    [2, 1],
    [3, 1],
    [4, 2],
    [6, 2],
  ])('stands %i people on a phone held upright in rows of %i', (count, inRow) => {
    const rects = layoutGrid(count, { width: 366, height: 690, gap: 12 })
    expect(rects.filter((rect) => rect.y === rects[0]?.y)).toHaveLength(inRow)
  })

  it('centres the last row', () => {
    const [, , third] = layoutGrid(3, { width: 1232, height: 640, gap: 12 })
    expect((third?.x ?? 0) + (third?.width ?? 0) / 2).toBeCloseTo(616)
  })

  it('has no tiles for nobody, and none on a stage without a size', () => {
    expect(layoutGrid(0, { width: 800, height: 600, gap: 12 })).toEqual([])
    expect(layoutGrid(3, { width: 0, height: 0, gap: 12 })).toEqual([])
  })
})

describe('the spotlight', () => {
  it('gives the other all of a laptop’s stage, and oneself a small picture within it', () => {
    const stage = { width: 1232, height: 640, gap: 12 }
    const [own, other] = layoutSpotlight(stage) ?? []
    expect(other).toEqual(layoutGrid(1, stage)[0])
    expect(own).toMatchObject({ floating: true, width: expect.closeTo((own?.height ?? 0) * (16 / 9)) })
    expect((own?.x ?? 0) + (own?.width ?? 0) + 12).toBeCloseTo((other?.x ?? 0) + (other?.width ?? 0))
    expect((own?.y ?? 0) + (own?.height ?? 0) + 12).toBeCloseTo((other?.y ?? 0) + (other?.height ?? 0))
  })

  it('covers at most a tenth of the other, and stays inside', () => {
    assert(
      property(stages, (stage) => {
        const places = layoutSpotlight(stage)
        if (places === null) return
        const [own, other] = places
        expect(own.width * own.height).toBeLessThanOrEqual(0.1 * other.width * other.height)
        expect(own.x).toBeGreaterThanOrEqual(other.x)
        expect(own.y).toBeGreaterThanOrEqual(other.y)
      }),
    )
  })

  it.each([
    ['a phone held upright', 366, 690],
    ['a small frame', 300, 170],
    ['a stage that is not measured yet', 0, 0],
  ])('is not for %s', (_what, width, height) => {
    expect(layoutSpotlight({ width, height, gap: 12 })).toBeNull()
  })
})
