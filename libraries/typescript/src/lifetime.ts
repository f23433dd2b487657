// How long a token may live, unless told otherwise: minting and verifying agree by default.

/** 24 hours, in seconds. */
export const defaultMaxLifetime = 86_400
