// Where secrets must not be. Bundlers that know pages take browser.ts; this is for those that do not, and for scripts from elsewhere.

/** @throws TypeError in a page. Programs that only imitate one (jsdom, Electron with Node) are none. */
export function refuseInPages(name: string): void {
  if (Reflect.get(globalThis, 'document') === undefined || Reflect.get(globalThis, 'process') !== undefined) return
  throw new TypeError(refusal(name))
}

export function refusal(name: string): string {
  return `${name} needs the ServerSecret, which must never be in a page: call it on a server`
}
