// Cycles among the files of one package: a cycle means that its files are one file which was cut.

/** From each file to the files that it imports. */
export type Graph = ReadonlyMap<string, readonly string[]>

/** One shortest cycle for every group of files that import each other, each beginning with its first file by name. */
export function cyclesOf(graph: Graph): readonly (readonly string[])[] {
  const found: string[][] = []
  const told = new Set<string>()
  for (const start of [...graph.keys()].toSorted()) {
    if (told.has(start)) continue
    const cycle = shortestWayBack(start, graph)
    if (cycle === undefined) continue
    found.push(cycle)
    for (const file of cycle) told.add(file)
  }
  return found
}

function shortestWayBack(start: string, graph: Graph): string[] | undefined {
  const cameFrom = new Map<string, string>()
  const queue = [start]
  for (const file of queue) {
    for (const next of graph.get(file) ?? []) {
      if (next === start) return [...wayTo(file, start, cameFrom), start]
      if (cameFrom.has(next)) continue
      cameFrom.set(next, file)
      queue.push(next)
    }
  }
  return undefined
}

function wayTo(file: string, start: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const way = [file]
  for (let at: string | undefined = file; at !== undefined && at !== start;) {
    at = cameFrom.get(at)
    if (at !== undefined) way.unshift(at)
  }
  return way
}
