// What a route knows of a request beside the request.

export interface RequestInfo {
  /** In the answer, in problems and in the log. */
  readonly requestId: string
  /** The network of the client; null where whoever mounted the server did not say. */
  readonly network: string | null
}
