import { assert, integer, property, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layoutTiles, type Rect, type Stage } from '../../src/models/layout.ts'

const stages = record({
  width: integer({ min: 320, max: 3840 }),
  height: integer({ min: 240, max: 2160 }),
  gap: integer({ min: 0, max: 16 }),
})
const counts = integer({ min: 1, max: 12 })

/** The largest 16:9 tile that any grid of `count` tiles allows, found without the code under test. */
function best16by9(count: number, { width, height, gap }: Stage): number {
  let best = 0
  for (let rows = 1; rows <= count; rows += 1) {
    const columns = Math.ceil(count / rows)
    const tile = Math.min((width - gap * (columns - 1)) / columns, (((height - gap * (rows - 1)) / rows) * 16) / 9)
    if (tile > 0) best = Math.max(best, (tile * tile * 9) / 16)
  }
  return best
}

function overlap(one: Rect, other: Rect): boolean {
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
        const rects = layoutTiles(count, stage)
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

  it('gives everyone the same size, never smaller than the best grid of 16:9 tiles would', () => {
    assert(
      property(counts, stages, (count, stage) => {
        const rects = layoutTiles(count, stage)
        const [first] = rects
        if (first === undefined) throw new Error('no tiles')
        for (const rect of rects) {
          expect(rect.width).toBeCloseTo(first.width)
          expect(rect.height).toBeCloseTo(first.height)
        }
        expect(first.width * first.height).toBeGreaterThanOrEqual(best16by9(count, stage) * 0.999)
      }),
    )
  })

  it('keeps the shape of a tile between a square and 16:9, and trims a wide picture by a sixth at most on a wide stage', () => {
    assert(
      property(counts, stages, (count, stage) => {
        for (const { width, height } of layoutTiles(count, stage)) {
          const shape = width / height
          expect(shape).toBeLessThanOrEqual(16 / 9 + 1e-6)
          expect(shape).toBeGreaterThanOrEqual((stage.width < stage.height ? 1 : 3 / 2) - 1e-6)
        }
      }),
    )
  })

  it('reads in rows: each next tile stands further on or further down', () => {
    assert(
      property(counts, stages, (count, stage) => {
        const rects = layoutTiles(count, stage)
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
    const rects = layoutTiles(count, { width: 1232, height: 640, gap: 12 })
    expect(rects.filter((rect) => rect.y === rects[0]?.y)).toHaveLength(inRow)
  })

  it.each([
    [1, 1],
    [2, 1],
    [3, 1],
    [4, 1],
    [6, 2],
  ])('stands %i people on a phone held upright in rows of %i', (count, inRow) => {
    const rects = layoutTiles(count, { width: 366, height: 690, gap: 12 })
    expect(rects.filter((rect) => rect.y === rects[0]?.y)).toHaveLength(inRow)
  })

  it('centres the last row', () => {
    const [, , third] = layoutTiles(3, { width: 1232, height: 640, gap: 12 })
    expect((third?.x ?? 0) + (third?.width ?? 0) / 2).toBeCloseTo(616)
  })

  it('has no tiles for nobody, and none on a stage without a size', () => {
    expect(layoutTiles(0, { width: 800, height: 600, gap: 12 })).toEqual([])
    expect(layoutTiles(3, { width: 0, height: 0, gap: 12 })).toEqual([])
  })
})
