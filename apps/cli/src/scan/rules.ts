// What a scan looks for: the id of each rule, why it matters, and what mends it. How it is found is in detect/.

export type RuleId =
  | 'server-secret-literal'
  | 'known-secret'
  | 'server-secret-tracked'
  | 'server-secret-public-env'
  | 'client-mint'
  | 'client-minter'
  | 'allow-without-reason'

interface Rule {
  /** One line: what was found. */
  readonly title: string
  readonly why: string
  readonly mend: string
}

const rotate = 'Replace the secret (in ZEGOCLOUD’s console, if it comes from there): whoever has seen it can be anyone.'

export const rules: Readonly<Record<RuleId, Rule>> = {
  'server-secret-literal': {
    title: 'a ServerSecret is written here',
    why: 'Who has the ServerSecret can make a Kit Token for any user and any room. What is written in source ends up in repositories, packages and bundles.',
    mend: `${rotate} Then read it from a file or the environment of the server alone (ROOMPASS_SERVER_SECRET_FILE).`,
  },
  'known-secret': {
    title: 'the ServerSecret of this machine’s config is written here',
    why: 'It is the very secret with which this app mints.',
    mend: `Remove it here. ${rotate}`,
  },
  'server-secret-tracked': {
    title: 'a ServerSecret lies in a file that belongs to the repository',
    why: 'Whoever can read the repository, now or later, can make a Kit Token for any user; its history keeps what is removed.',
    mend: `Take the file out of git (git rm --cached) and name it in .gitignore. ${rotate}`,
  },
  'server-secret-public-env': {
    title: 'a variable that bundlers publish holds a ServerSecret',
    why: 'Variables with this prefix are written into the JavaScript that every visitor gets.',
    mend: `Give it a name without the prefix, read it on the server alone, and let pages ask a token server. ${rotate}`,
  },
  'client-mint': {
    title: 'a browser makes its own token here',
    why: 'A page can only make a token when it has the ServerSecret, so every visitor has it too, and can be anyone in any room.',
    mend: 'Let the page ask a server that knows who is asking: POST /v1/kit-tokens of `roompass serve`, and pass on what it answers.',
  },
  'client-minter': {
    title: 'a script for browsers holds a Token04 generator',
    why: 'It is of use only with the ServerSecret, which then has to be in the browser as well.',
    mend: 'Import the generator from code of the server alone. In this project it is one import too far: look at what the page imports.',
  },
  'allow-without-reason': {
    title: '`roompass-scan-allow` needs a reason',
    why: 'Nobody can judge later what nobody explained, so the comment is not heeded.',
    mend: 'Write `roompass-scan-allow: <why this is no secret>`.',
  },
}

/** Where something was found in a text. Never what: a finding is shown in places that must not hold the secret. */
export interface Spot {
  readonly rule: RuleId
  /** Characters from the beginning of the text. */
  readonly at: number
}
