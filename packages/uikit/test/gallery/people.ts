// Pretend people for the gallery: canvases that look a little like someone before a wall, as live streams.

export const shortNames = ['Grace Hopper', 'Katherine Johnson', '林 美咲', 'Alan T.', 'Dorothy Vaughan', 'Radia']

/** Names that a layout has to bear: long, without spaces, of other scripts, from right to left, with emoji, none at all. */
export const longNames = [
  'Wolfeschlegelsteinhausenbergerdorff-Hubert',
  '山田太郎左衛門尉源朝臣の長い名前の人',
  'محمد بن موسى الخوارزمي',
  '👩‍🚀 Valentina Tereshkova',
  '',
  'x',
]

export function personStream(seed: number): MediaStream {
  const canvas = document.createElement('canvas')
  canvas.width = 640
  canvas.height = 360
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('the gallery needs a 2d canvas')
  const draw = (): void => drawPerson(context, seed)
  draw()
  setInterval(draw, 200)
  return canvas.captureStream(5)
}

function drawPerson(context: CanvasRenderingContext2D, seed: number): void {
  const hue = (seed * 67) % 360
  const wall = context.createLinearGradient(0, 0, 640, 360)
  wall.addColorStop(0, `hsl(${hue} 22% 68%)`)
  wall.addColorStop(1, `hsl(${(hue + 40) % 360} 26% 38%)`)
  context.fillStyle = wall
  context.fillRect(0, 0, 640, 360)
  context.fillStyle = `hsl(${hue} 18% 78% / 0.5)`
  context.fillRect(40 + seed * 30, 30, 110, 190)
  const x = 320 + ((seed % 3) - 1) * 26
  context.fillStyle = `hsl(${(hue + 190) % 360} 30% 30%)`
  context.beginPath()
  context.ellipse(x, 390, 170, 150, 0, 0, 7)
  context.fill()
  const skin = ['#c98f6b', '#8d5a3b', '#e3b48f', '#6f4630', '#d6a07a', '#b57c58'][seed % 6] ?? '#c98f6b'
  context.fillStyle = skin
  context.fillRect(x - 26, 220, 52, 50)
  context.beginPath()
  context.ellipse(x, 165, 62, 80, 0, 0, 7)
  context.fill()
  context.fillStyle = ['#2b1d17', '#3d2b1f', '#171414', '#59402a', '#7b6a58'][seed % 5] ?? '#2b1d17'
  context.beginPath()
  context.ellipse(x, 112, 70, 48, 0, Math.PI, 0)
  context.fill()
}
