// Fields of a line of the log as they are written: texts of bounded length, and errors without the values in them.

/** What a line may say. An error is written without what it says: as its name, its code and where it was thrown. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | Error>>
export type PlainFields = Readonly<Record<string, string | number | boolean | null>>

/** Characters, of a field and of a stack; and frames of a stack. */
const longest = 500
const longestStack = 2000
const mostFrames = 12
/** Characters beyond that are looked at as well: of a secret that is cut in two, nobody would know the half. */
const overhang = 4096

/** @param spoken whether errors are written with what they say */
export function plainFields(fields: LogFields, clean: (text: string) => string, spoken: boolean): PlainFields {
  const plain: Record<string, string | number | boolean | null> = {}
  const write = (name: string, value: string, length: number): void => {
    plain[name] = clean(value.slice(0, length + overhang)).slice(0, length)
  }
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof Error)
      for (const [part, text] of Object.entries(partsOf(value, spoken)))
        write(`${name}${part}`, text, part === '_stack' ? longestStack : longest)
    else if (typeof value === 'string') write(name, value, longest)
    else plain[name] = value
  }
  return plain
}

/** An error's name, its code and where it came from: all of it written by programmers. What it says may quote anything. */
function partsOf(error: Error, spoken: boolean): Record<string, string> {
  const code = 'code' in error && typeof error.code === 'string' && /^\w{1,40}$/.test(error.code) ? error.code : null
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const stack = frames.slice(0, mostFrames).map((line) => line.trim())
  return {
    '': error.name,
    ...(code === null ? {} : { _code: code }),
    ...(spoken ? { _message: error.message } : {}),
    ...(error.cause instanceof Error ? { _cause: error.cause.name } : {}),
    ...(stack.length === 0 ? {} : { _stack: stack.join('\n') }),
  }
}
