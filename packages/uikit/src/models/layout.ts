// Where the tiles of the stage stand: a pure function of the stage's size and the number of people. No DOM.

export interface Stage {
  /** CSS pixels. */
  readonly width: number
  readonly height: number
  /** Pixels between two tiles. */
  readonly gap: number
}

export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const widest = 16 / 9
// A landscape stage trims a 16:9 picture by a sixth at most; a phone held upright would waste half its height with
// that, so there a tile may become a square.
const narrowestLandscape = 3 / 2
const narrowestPortrait = 1

interface Grid {
  readonly columns: number
  readonly rows: number
  readonly width: number
  readonly height: number
}

/** One rectangle per person, in the order given: the grid whose tiles have the largest area, its last row centred. */
export function layoutTiles(count: number, stage: Stage): readonly Rect[] {
  const grid = bestGrid(count, stage)
  return grid === null ? [] : place(count, grid, stage)
}

function bestGrid(count: number, stage: Stage): Grid | null {
  let best: Grid | null = null
  for (let columns = 1; columns <= count; columns += 1) {
    const grid = gridOf(count, columns, stage)
    if (grid !== null && (best === null || grid.width * grid.height > best.width * best.height)) best = grid
  }
  return best
}

function gridOf(count: number, columns: number, { width, height, gap }: Stage): Grid | null {
  const rows = Math.ceil(count / columns)
  const cellWidth = (width - gap * (columns - 1)) / columns
  const cellHeight = (height - gap * (rows - 1)) / rows
  if (cellWidth <= 0 || cellHeight <= 0) return null
  const narrowest = width < height ? narrowestPortrait : narrowestLandscape
  const shape = Math.min(widest, Math.max(narrowest, cellWidth / cellHeight))
  const tileWidth = Math.min(cellWidth, cellHeight * shape)
  return { columns, rows, width: tileWidth, height: tileWidth / shape }
}

function place(count: number, { columns, rows, width, height }: Grid, stage: Stage): readonly Rect[] {
  const top = (stage.height - (height * rows + stage.gap * (rows - 1))) / 2
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns)
    const inRow = Math.min(columns, count - row * columns)
    const left = (stage.width - (width * inRow + stage.gap * (inRow - 1))) / 2
    return {
      x: left + (index % columns) * (width + stage.gap),
      y: top + row * (height + stage.gap),
      width,
      height,
    }
  })
}
