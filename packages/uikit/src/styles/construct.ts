// Style sheets made from text, once, and shared by every kit of a page.

/** A function that gives the sheets of `texts`: the same ones at every call, built at the first. */
export function sheetsOf(texts: readonly string[]): () => readonly CSSStyleSheet[] {
  let built: readonly CSSStyleSheet[] | null = null
  return () => {
    built ??= texts.map((text) => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(text)
      return sheet
    })
    return built
  }
}
