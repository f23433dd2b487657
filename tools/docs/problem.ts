// What is wrong in a document, and where.

export interface Problem {
  readonly file: string
  readonly line: number
  readonly message: string
}
