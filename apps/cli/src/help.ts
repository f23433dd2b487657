// What `roompass --help` says, and what each command says to `--help`.

const secrets = `The app and its secret come from ROOMPASS_APP_ID and ROOMPASS_SERVER_SECRET (or ROOMPASS_SERVER_SECRET_FILE),
else from .roompass/app.json in this folder, else from roompass.secret here with --app-id, else you are asked. They are never taken from the command line.`

const server = `  --url           the server (default: ROOMPASS_URL, else http://127.0.0.1:8787)
  --utc           times in UTC, instead of this machine's zone
The API key is in ROOMPASS_API_KEY_FILE or ROOMPASS_API_KEY, else you are asked; never on the command line.`

export const help: string = `roompass: Kit Tokens decide who may enter a room

  roompass dev                 try it: a server and a demo page on this machine alone
  roompass init                write a config with a fresh secret, and explain it
  roompass serve               run the server with roompass.config.ts or the environment
  roompass api-key <name>      make a key for a server of yours, or for an operator
  roompass doctor              look at everything that the server needs, with the mend of what is wrong
  roompass mint                make a Kit Token
  roompass verify <token|->    is this token good, here and now?
  roompass inspect <text|->    what is in it, what is wrong with it, what mends it
  roompass scan [folder]       find ServerSecrets and tokens made in browsers, in sources and bundles
  roompass database            of which version its tables are, and back to those of an older Roompass
  roompass policy explain      what the config would say to somebody, and which rule says it

  Of a running server (--url or ROOMPASS_URL; ROOMPASS_API_KEY_FILE or ROOMPASS_API_KEY):
  roompass revoke              end tokens before they expire, list what was revoked, take it back
  roompass rooms               who is inside; send out, mute
  roompass keys                change the secret while it runs, or when it leaked
  roompass audit               who got which token, who came and went; and whether that is as it was written

  --json      results for machines      --help, -h      --version, -v
  Exit codes: 0 yes, 1 no (refused, or it cannot run), 2 called wrongly.

roompass <command> --help tells more. ${secrets}`

export const commandHelp: Readonly<
  Record<
    | 'dev'
    | 'init'
    | 'serve'
    | 'doctor'
    | 'mint'
    | 'verify'
    | 'inspect'
    | 'scan'
    | 'revoke'
    | 'rooms'
    | 'keys'
    | 'audit'
    | 'policy'
    | 'database'
    | 'api-key',
    string
  >
> = {
  dev: `roompass dev [--json]

Serves the demo page, the token routes and the room on this machine alone. HOST (a loopback address) and PORT are honoured;
the default is 127.0.0.1:8787. The first start makes .roompass/app.json in this folder; later starts keep it.
Anyone on this machine may take any name: for development only.`,
  init: `roompass init [--identity api-keys] [--rooms lobby] [--origin https://app.example.org]… [--app-id 1] [--yes] [--json]

Writes roompass.config.ts, roompass.secret (for its owner alone) and a line of .gitignore; prints an API key once. Writes over nothing.
Asks for what no option says; with --yes, --json or no terminal it takes the defaults.
  --identity      who asks for tokens: api-keys (default: your server), jwt (users of your identity provider as well; with --issuer
                  and --audience) or function (your app looks its users up)
  --rooms         room IDs, * for any characters, commas between (default: lobby)
  --origin        of pages that may call; may be given several times (default: pages of the server's own origin)
  --app-id        an AppID that you have (default: one of your own); its ServerSecret is asked for, or put into roompass.secret later
  --database      a file (default: roompass.db); for Postgres set ROOMPASS_DATABASE_FILE instead`,
  serve: `roompass serve [--processes 4] [--json]

Runs the server with roompass.config.ts, .mjs or .js of this folder, else with the environment alone.
HOST and PORT are honoured. SIGTERM and SIGINT let it finish what it began, then it stops.
  --processes     how many processes serve this address as one system; auto: one for each processor (default: ROOMPASS_PROCESSES, else 1)`,
  'api-key': `roompass api-key <name> [--scopes rooms,revocations,audit,keys] [--users 'pupil-*'] [--json]

Makes an API key and the entry of the config for it, which has only its hash. The key is shown this once; nothing is written, no server is asked.
  --scopes        what it is for: tokens (default), introspect, rooms, revocations, audit, keys, metrics; commas between
  --users         user IDs that it may name, * for any characters, commas between (default: everyone)
Whoever uses roompass revoke, rooms, keys or audit, or logs in at /admin, needs one with the scope for it.`,
  doctor: `roompass doctor [--timeout 5] [--time-url https://example.org] [--json]

Looks at what \`roompass serve\` would use in this folder, and changes nothing: Node, the config, its secrets and the rights of their files, the
clock, the database, Redis, the keys of identity providers, STUN and TURN servers (with credentials as people get them), ports, origins.
Exit code 1 when something fails; warnings do not count.
  --timeout       seconds that each may take
  --time-url      who is asked for the time (default: the identity provider, when it is reached over https)`,
  mint: `roompass mint --user ada --room lobby [--name Ada] [--publish] [--expires-in 3600] [--app-id 1] [--json]

  --publish       may send sound and picture (default: may only watch; --no-publish says so)
  --expires-in    seconds, at most 86400

${secrets}`,
  verify: `roompass verify <token|-> [--accept sealed] [--room lobby] [--user ada] [--app-id 1] [--json]

Takes a Kit Token or a Token04; - reads it from standard input.
  --accept        the least proof taken: signed, sealed (default) or bare
  --room, --user  refuse a token that is not for this room, this user

${secrets}`,
  inspect: `roompass inspect <text|-> [--expect kit-token] [--accept sealed] [--room lobby] [--user ada] [--app-id 1] [--json]

Takes anything; - reads it from standard input. Shows each layer, then each problem with its mend and the numbers under which
ZEGOCLOUD reports it. With the app's secret it opens what is sealed. Exit code 0 means that no problem was found.
  --expect        what belongs where the text was found: kit-token or token04 (default: what it looks like)
  --accept, --room, --user as for verify

${secrets}`,
  scan: `roompass scan [folder] [--exclude path]… [--strict] [--dependencies] [--max-size 32] [--json | --sarif]

Looks in every file of the folder (default: this one), what .gitignore names included, because bundles are there. Never shows a secret.
Exit code 1 when something is found. What a finding is, why it matters and what mends it stands below the list.
  --exclude       a file or folder, relative to the folder; may be given several times
  --strict        warnings fail as well: findings in tests, where secrets are mostly made up
  --dependencies  also in node_modules
  --max-size      megabytes; larger files are named and not read
  --sarif         SARIF 2.1.0, for code hosts

A line that is right as it is, or the comment above it, says so: roompass-scan-allow: why this is no secret`,
  revoke: `roompass revoke (--user ada | --room lobby | --user ada --room lobby | --token tid | --key kid | --app) [--until 2h] [--reason why] [--yes]
roompass revoke list [--kind user] [--user ada] [--room lobby] [--all] [--limit 100]
roompass revoke undo <number>

Whoever is inside with a token that it covers is sent out, on every node. Needs an API key with the scope revocations.
  --token         the ID of a token as the audit shows it: 16 hex digits
  --until         2h, 7d, a date, or forever: what was issued until then is refused, and nothing is issued before it is over
                  (default: five seconds from now, so that they are out and may come back with a new token)
  --yes           does not ask: --room, --key and --app reach people whom you do not name, and want yes on a terminal, or this
  --all           also those that are undone or over
${server}`,
  rooms: `roompass rooms list [--room lobby]
roompass rooms remove|mute|unmute --room lobby --user ada

Who is inside now, on every node. Needs an API key with the scope rooms. Who was removed may come back with their token; to keep
somebody out: roompass revoke --user ada --room lobby.
${server}`,
  keys: `roompass keys list
roompass keys rotate [-]                        a new secret, and nobody notices
roompass keys rotate-and-revoke [-] [--reason] [--yes]  for a secret that leaked: what it made is dead, everybody needs a new token
roompass keys add [-]                           adds one that verifies, for a change in steps; then activate
roompass keys activate|retire <kid>
roompass keys rewrap                            seals the secrets anew under today's encryption key

Where the server keeps its keys in the database (keys.encryptionKey). Needs an API key with the scope keys.
The server draws the secret; with - it is yours, from standard input or asked for. Secrets never come out.
${server}`,
  audit: `roompass audit search [--event token.issued] [--user ada] [--room lobby] [--token tid] [--since 2h] [--to 1h] [--limit 100]
roompass audit export [the same] [--output file]   JSON lines, the oldest first
roompass audit verify [file | - | --database file | --offline] [--head hash]

search and export need an API key with the scope audit, and so does verify without a file or database.
  --since, --to   2h ago, 7d ago, or a date
  --output        a new file, for its owner alone; half an export is removed
verify says whether a row was changed, removed or added: exit code 1. It looks at the server's audit, or without a server at
  file, -         an export of everything
  --database      a file of SQLite, or the URL of a Postgres without its password (PGPASSFILE, PGPASSWORD)
  --head          a hash that was kept elsewhere (64 hex digits): some row must have it
  --offline       the database that roompass serve would use here
${server}`,
  database: `roompass database show [--database file] [--json]
roompass database back --to <version> [--dry-run] [--yes] [--database file] [--json]

The tables of the database that \`roompass serve\` would use here, of which each version of Roompass makes its own. A newer Roompass brings them up to
date when it starts; back takes them to those of an older one, before that is started. It shows each step and what it loses, then asks.
Servers of the newer version that still run refuse to write (503), and do not bring the tables up to date again; a start does.
  --to            a version of the tables: the older Roompass says in its doctor, and when it does not start, which it knows
  --dry-run       shows the way, and changes nothing
  --yes           does not ask
  --database      a file of SQLite, or the URL of a Postgres without its password (PGPASSFILE, PGPASSWORD)`,
  policy: `roompass policy explain --user ada [--room lobby] [--role host] [--via jwt] [--claim role=teacher]… [--purpose issue] [--at date] [--expires-in 3600] [--utc] [--json]

Asks the policy of the config in this folder, gives nothing, and changes nothing. Exit code 1 when it says no.
  --room          without it, a token of no particular room
  --via           how they are known: jwt (default), app, api_key or anonymous
  --claim         a claim of their credential; may be given several times
  --purpose       issue (default), admit or renew; at the door there is a token, which has no claims
  --unproven      the token at the door does not prove its room
  --at            another time than now: 2h from now, or a date`,
}
