// The channel of NOTIFY on which nodes that share a database tell each other that something changed; what, is said by the tables.
export const channel = 'roompass'
