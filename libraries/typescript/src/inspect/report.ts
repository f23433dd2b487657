// What inspect tells, and the reasons that only inspect gives: guesses about what happened to a text on its way.
import type { Format } from '../codec/envelope.ts'
import { reasons, type KitTokenErrorCode, type Reason } from '../reasons.ts'
import type { Trust } from '../terms.ts'

export type TokenKind =
  | 'kit-token'
  | 'token04'
  | 'token03'
  | 'jwt'
  | 'app-sign'
  | 'server-secret-like'
  | 'empty'
  | 'unknown'

/** Why a token is refused, or what is worth knowing about it. */
export type InspectCode = KitTokenErrorCode | InspectOnlyCode

export interface Problem {
  readonly code: InspectCode
  readonly message: string
  readonly fix: string
}

/** What was found, from the outside in. Null is "not reached": a layer around it is broken, or no key was given. */
export interface ReportLayers {
  readonly frame: { readonly length: number; readonly prefix: string; readonly separators: number } | null
  readonly envelope: {
    readonly format: Format
    /** Unix seconds. */
    readonly expire: number
    readonly ciphertextLength: number
  } | null
  readonly suffix: {
    readonly userID: string
    readonly roomID: string
    readonly userName: string
    readonly appID: number
    readonly ext: string | null
    readonly signedWith: string | null
  } | null
  readonly key: { readonly appId: number; readonly kid: string; readonly state: string } | null
  readonly claims: {
    readonly app_id: number
    readonly user_id: string
    readonly nonce: number
    readonly ctime: number
    readonly expire: number
    readonly payload: string
  } | null
  readonly trust: Trust | null
}

export interface Report {
  readonly kind: TokenKind
  /** True when there is no problem. With keys: exactly when verify takes it. Without keys nothing is proved. */
  readonly ok: boolean
  /** The code that explains most; null when there is no problem. */
  readonly primary: InspectCode | null
  readonly problems: readonly Problem[]
  /** What does not make the token bad, and should be known. */
  readonly warnings: readonly Problem[]
  readonly layers: ReportLayers
}

export type InspectOnlyCode =
  | 'not_text'
  | 'empty'
  | 'not_a_kit_token'
  | 'placeholder'
  | 'token_missing'
  | 'kit_token_twice'
  | 'token03_given'
  | 'jwt_given'
  | 'app_sign_given'
  | 'server_secret_given'
  | 'surrounding_space'
  | 'line_breaks'
  | 'quoted'
  | 'bearer_prefix'
  | 'wrapped_in_json'
  | 'percent_encoded'
  | 'plus_became_space'
  | 'base64url_spelling'
  | 'padding_missing'
  | 'truncated'
  | 'expiry_in_milliseconds'
  | 'wrong_secret'
  | 'clock_ahead'
  | 'suffix_unproven'
  | 'secret_weak'

const inspectOnly: Readonly<Record<InspectOnlyCode, Reason>> = {
  not_text: {
    message: 'This is not a string.',
    fix: 'Pass the token itself: not the answer that carries it, not a promise of it.',
  },
  empty: {
    message: 'There is nothing here.',
    fix: 'Look where the token should come from: the request or the variable was empty.',
  },
  not_a_kit_token: {
    message: 'This is no token that is known here.',
    fix: 'Pass a Kit Token ("04…#…") or a Token04 ("04…").',
  },
  placeholder: {
    message: 'This is the name of nothing ("undefined", "null"), turned into text.',
    fix: 'The token was missing where it was put into a text: await the request, and read the right field of its answer.',
  },
  token_missing: {
    message: 'Before the "#" stands no token: generateKitTokenForProduction was called without one.',
    fix: 'Pass the Token04 that the server answered, after the request has finished.',
  },
  kit_token_twice: {
    message: 'There is more than one "#": a Kit Token was made out of a Kit Token.',
    fix: 'The server answered a whole Kit Token. Use it as it is.',
  },
  token03_given: { message: 'This is a Token03.', fix: 'Use a generator for Token04.' },
  jwt_given: {
    message: 'This is a JSON Web Token, not a Kit Token.',
    fix: 'Exchange it for a Kit Token at the token server.',
  },
  app_sign_given: {
    message: 'This is an AppSign, not a token.',
    fix: 'Keep it secret, and mint a token with the ServerSecret.',
  },
  server_secret_given: {
    message: 'This looks like a ServerSecret, not like a token.',
    fix: 'Keep it on the server and mint a token with it. If it was shown to anyone, replace it.',
  },
  surrounding_space: { message: 'There is white space around the token.', fix: 'Trim it where it is read.' },
  line_breaks: {
    message: 'The token is broken into lines.',
    fix: 'Encode base64 without line breaks, and copy it whole.',
  },
  quoted: { message: 'The token is in quotation marks.', fix: 'Parse the answer as JSON instead of using its text.' },
  bearer_prefix: { message: 'The word "Bearer" stands before the token.', fix: 'Take what follows it.' },
  wrapped_in_json: {
    message: 'This is the answer of a token server, not the token in it.',
    fix: 'Parse the answer as JSON and take its field token or kitToken.',
  },
  percent_encoded: {
    message: 'The token is percent-encoded.',
    fix: 'Decode it once, with decodeURIComponent or URLSearchParams.',
  },
  plus_became_space: {
    message: 'There are spaces where "+" belongs: the token went through a URL without being encoded.',
    fix: 'Put it there with encodeURIComponent, or better not into a URL at all.',
  },
  base64url_spelling: {
    message: 'The token is spelled in base64url ("-" and "_").',
    fix: 'Use standard base64 with padding.',
  },
  padding_missing: {
    message: 'The "=" at the end is missing.',
    fix: 'Use standard base64 with padding, and copy the token whole.',
  },
  truncated: {
    message: 'The token is cut off: it says that it is longer.',
    fix: 'Look for a length limit on its way: a column, a header, a log.',
  },
  expiry_in_milliseconds: {
    message: 'The expiry is in milliseconds.',
    fix: 'Token times are in seconds: divide by 1000 where the token is made.',
  },
  wrong_secret: {
    message: 'No key that is known opens it: most often it was made with another ServerSecret.',
    fix: 'Compare the ServerSecret of both sides; it is used as 32 characters, not decoded from hex.',
  },
  clock_ahead: {
    message: 'The clock where it was minted is ahead of this one.',
    fix: 'Synchronise both clocks (NTP).',
  },
  suffix_unproven: {
    message: 'The suffix is not signed: room and name in it are what the holder put there.',
    fix: 'Take the room from the sealed payload, or mint with mint.',
  },
  secret_weak: {
    message: 'The ServerSecret was published as a sample or has too few different characters.',
    fix: 'Replace it. A token is enough to test guesses of a weak secret.',
  },
}

const all: Readonly<Record<InspectCode, Reason>> = { ...reasons, ...inspectOnly }

export function problem(code: InspectCode): Problem {
  const { message, fix } = all[code]
  return Object.freeze({ code, message, fix })
}
