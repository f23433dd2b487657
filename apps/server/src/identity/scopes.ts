// What an API key may be used for: a closed list, asked for by the routes. Where a key has none, it may fetch tokens and no more.

/**
 * `tokens`: give users their tokens. `introspect`: ask what a token says. `rooms`: see and change who is in a room. `revocations`: revoke
 * and undo. `audit`: read it. `keys`: rotate the secrets of the app. `metrics`: read them.
 */
export const apiScopes = ['tokens', 'introspect', 'rooms', 'revocations', 'audit', 'keys', 'metrics'] as const
export type ApiScope = (typeof apiScopes)[number]

export const defaultScopes: readonly ApiScope[] = ['tokens']
