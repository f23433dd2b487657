// What the suite is about.

/** What `import '@roompass/token'` gives to a server. */
export type Library = typeof import('@roompass/token')
