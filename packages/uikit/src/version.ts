// The version of this package, as `getVersion` tells it.

export const version = '0.1.0'
