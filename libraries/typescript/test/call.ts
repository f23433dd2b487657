// Calls from programs without types: whatever the arguments are.

/** Calls a function with arguments that its types would not allow. */
export function call(run: (...args: never[]) => unknown, ...args: readonly unknown[]): unknown {
  return Reflect.apply(run, undefined, args)
}
