// Where the tiles of the stage stand: pure functions of the stage's size and the number of people. No DOM.

export interface Stage {
  /** CSS pixels. */
  readonly width: number
  readonly height: number
  /** Pixels between two tiles. */
  readonly gap: number
}

export interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Stands over another tile. */
  readonly floating: boolean
}

const widest = 16 / 9
// A wide stage trims a 16:9 picture by a fifth at most; a phone held upright would waste half its height with that, so
// there a tile may become taller than wide.
const narrowestLandscape = 1.43
const narrowestPortrait = 0.8

interface Grid {
  readonly columns: number
  readonly rows: number
  readonly width: number
  readonly height: number
}

/** One place per person, in the order given: equal tiles in a grid that shows faces as large as it can, its last row centred. */
export function layoutGrid(count: number, stage: Stage): readonly Place[] {
  const grid = bestGrid(count, stage)
  return grid === null ? [] : place(count, grid, stage)
}

/** Places for oneself and one other, in this order: the other as large as possible, oneself small in a corner. Else null. */
export function layoutSpotlight(stage: Stage): readonly [Place, Place] | null {
  const { width, height, gap } = stage
  // On anything smaller or upright, two equal tiles show both better.
  if (width < 560 || height < 280 || width < height) return null
  const [other] = layoutGrid(1, stage)
  if (other === undefined) return null
  const ownWidth = Math.min(280, other.width * 0.24)
  const ownHeight = ownWidth / widest
  return [
    {
      x: other.x + other.width - ownWidth - gap,
      y: other.y + other.height - ownHeight - gap,
      width: ownWidth,
      height: ownHeight,
      floating: true,
    },
    other,
  ]
}

function bestGrid(count: number, stage: Stage): Grid | null {
  let best: Grid | null = null
  for (let columns = 1; columns <= count; columns += 1) {
    const grid = gridOf(count, columns, stage)
    if (grid !== null && (best === null || worth(grid) > worth(best))) best = grid
  }
  return best
}

/** The height of a tile decides how large a face in it is, its area how much is seen around the face. */
function worth({ width, height }: Grid): number {
  return width * height * height * height
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

function place(count: number, { columns, rows, width, height }: Grid, stage: Stage): readonly Place[] {
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
      floating: false,
    }
  })
}
