// The few words for the developer of the page: they go to the console, never a token in them.

/** A call of the API that has no effect, or not the one its author may expect. */
export function warn(text: string): void {
  // oxlint-disable-next-line no-console -- meant for the developer of the page that embeds the kit
  console.warn(`Roompass: ${text}`)
}

const said = new Set<string>()

/** The same, once in the life of the page. */
export function warnOnce(text: string): void {
  if (said.has(text)) return
  said.add(text)
  warn(text)
}

/** An error of the page's own code (a callback that throws): reported as if it had been thrown from an event. */
export function report(error: unknown): void {
  reportError(error)
}
