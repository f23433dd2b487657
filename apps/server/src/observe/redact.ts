// The last line of defence of the log: what looks like a token or a secret does not pass, whoever wrote it there. The first line is that
// nobody logs what a request said.

/** Stands for what was taken out. */
export const redacted = '[redacted]'

const base64 = '(?:[A-Za-z0-9+/_-]|%2[BbFf])'

/** Each in linear time: what follows a fixed beginning is one run of one set. */
const looks: readonly RegExp[] = [
  // Token04, alone or with its suffix, also as it stands in a URL. Its first four bytes are 0 until the year 2106.
  new RegExp(`04AAAAA${base64}{24,}(?:=|%3[Dd]){0,2}(?:(?:#|%23)${base64}*(?:=|%3[Dd]){0,2})?`, 'g'),
  // JSON in base64: a JWT, the suffix of a Kit Token.
  new RegExp(`eyJ${base64}{8,}(?:\\.${base64}+)*\\.?=*`, 'g'),
  // ServerSecrets, keys and hashes.
  /[0-9a-f]{32,}/gi,
  // API keys of this server.
  /rpk_[\w-]+/g,
  // Authorization, and URLs with a password.
  /\b(?:Bearer|Basic|DPoP) +[^\s"',;]{8,}/gi,
  /:\/\/[^\s/@"']*:[^\s/@"']*@/g,
  /-----BEGIN [A-Z ]+-----[^-]*(?:-----END [A-Z ]+-----)?/g,
]

/** Shorter ones are in too many words to be looked for; and nothing shorter looks like one. */
const leastSecret = 6
const leastLook = 12

/**
 * Takes out whatever looks like a secret, and these very secrets.
 * @param secrets of the config, which need not look like any
 */
export function createRedaction(secrets: readonly string[] = []): (text: string) => string {
  const exact = [...new Set(secrets)].filter(({ length }) => length >= leastSecret)
  return (text) => {
    let clean = text
    for (const secret of exact) if (clean.includes(secret)) clean = clean.replaceAll(secret, redacted)
    if (clean.length < leastLook) return clean
    for (const look of looks) clean = clean.replaceAll(look, redacted)
    return clean
  }
}
