// A documentation comment in its parts.

export interface Comment {
  readonly description: string
  readonly params: readonly { readonly name: string; readonly text: string }[]
  readonly returns: string
  readonly throws: string
  readonly example: string
}

/** Reads a comment without its stars. @throws Error for a tag that is not known here, rather than leave it out */
export function readComment(doc: string): Comment {
  const [description = '', ...tags] = doc.split(/^@(?=\w)/m)
  const parts: Record<string, string[]> = { param: [], returns: [], throws: [], example: [] }
  for (const tag of tags) {
    const [, name = '', text = ''] = /^(\w+)\s*([^]*)$/.exec(tag) ?? []
    const list = parts[name]
    if (list === undefined) throw new Error(`@${name} is a tag that tools/reference does not know`)
    list.push(text.trimEnd())
  }
  const joined = (name: string): string => (parts[name] ?? []).join('\n')
  return {
    description: description.trim(),
    params: (parts['param'] ?? []).map((param) => {
      const [, name = '', text = ''] = /^(\w+)\s*([^]*)$/.exec(param) ?? []
      return { name, text }
    }),
    returns: joined('returns'),
    throws: joined('throws'),
    example: joined('example'),
  }
}
