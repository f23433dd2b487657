// What is there already is not waited for: at thousands of requests a second, promises of answers that nobody has to wait for are a large part of
// the work.

/** There already, or on its way. */
export type Awaitable<T> = T | Promise<T>

/** Goes on with a value: at once where it is there, else when it comes. What `go` throws at once, this throws at once. */
export function next<T, R>(value: Awaitable<T>, go: (value: T) => Awaitable<R>): Awaitable<R> {
  return value instanceof Promise ? value.then(go) : go(value)
}
