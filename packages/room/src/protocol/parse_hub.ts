// What the hub sends, as a client reads it (spec/room-protocol.md section 5). A client skips types it does not know.
import { isCloseName } from './close_codes.ts'
import { wireLimits } from './limits.ts'
import type { HubMessage, IceServer, LeftReason, Person, RoomGrant, Welcome } from './messages.ts'
import { parseWith, type Parsed, type Readers } from './parse.ts'
import {
  BadField,
  countIn,
  flagIn,
  has,
  isFields,
  listIn,
  objectIn,
  oneOf,
  own,
  textIn,
  useTicketIn,
  type Fields,
} from './read.ts'
import { refusedCodeOf } from './refused_codes.ts'
import { signalBodyIn } from './signal.ts'

const mostPeople = 1000
const mostServers = 64
const longText = 4096

const readers: Readers<HubMessage> = {
  welcome: welcomeIn,
  joined: (fields) => ({ type: 'joined', person: personIn(objectIn(fields, 'person')) }),
  left: (fields) => ({ type: 'left', peerId: peerIdIn(fields, 'peerId'), reason: leftReasonIn(fields) }),
  media: (fields) => ({
    type: 'media',
    peerId: peerIdIn(fields, 'peerId'),
    microphone: flagIn(fields, 'microphone'),
    camera: flagIn(fields, 'camera'),
    publish: flagIn(fields, 'publish'),
  }),
  signal: (fields) => ({
    type: 'signal',
    from: peerIdIn(fields, 'from'),
    epoch: countIn(fields, 'epoch'),
    seq: countIn(fields, 'seq'),
    ...signalBodyIn(fields),
  }),
  renewed: (fields) => ({
    type: 'renewed',
    expiresAt: countIn(fields, 'expiresAt'),
    grant: grantIn(fields),
    ...useTicketIn(fields),
  }),
  granted: (fields) => ({ type: 'granted', grant: grantIn(fields) }),
  refused: (fields) => ({
    type: 'refused',
    of: oneOf(fields, 'of', ['signal', 'renew', 'media']),
    code: refusedCodeOf(textIn(fields, 'code', wireLimits.idBytes)),
    message: textIn(fields, 'message', longText, 0),
    ...(has(fields, 'peerId') ? { peerId: peerIdIn(fields, 'peerId') } : {}),
  }),
  expiring: (fields) => ({ type: 'expiring', expiresAt: countIn(fields, 'expiresAt') }),
  pong: () => ({ type: 'pong' }),
}

/** Reads a message from the hub: at most 1 MiB. Never throws. */
export function parseHubMessage(text: string): Parsed<HubMessage> {
  return parseWith(text, readers, wireLimits.hubMessageBytes, () => wireLimits.hubMessageBytes)
}

function welcomeIn(fields: Fields): Welcome {
  const limits = objectIn(fields, 'limits')
  return {
    type: 'welcome',
    self: personIn(objectIn(fields, 'self')),
    roomId: textIn(fields, 'roomId', longText),
    people: listIn(fields, 'people', mostPeople).map((value) => personIn(element(value, 'people'))),
    grant: grantIn(fields),
    expiresAt: countIn(fields, 'expiresAt'),
    serverTime: countIn(fields, 'serverTime'),
    ticket: textIn(fields, 'ticket', wireLimits.idBytes),
    ...useTicketIn(fields),
    resumed: flagIn(fields, 'resumed'),
    heard: countIn(fields, 'heard'),
    iceServers: listIn(fields, 'iceServers', mostServers).map((value) => iceServerIn(element(value, 'iceServers'))),
    limits: { maxPeople: countIn(limits, 'maxPeople'), heartbeatSeconds: countIn(limits, 'heartbeatSeconds') },
  }
}

function personIn(fields: Fields): Person {
  return {
    peerId: peerIdIn(fields, 'peerId'),
    userId: textIn(fields, 'userId', longText),
    userName: textIn(fields, 'userName', wireLimits.userNameBytes, 0),
    publish: flagIn(fields, 'publish'),
    microphone: flagIn(fields, 'microphone'),
    camera: flagIn(fields, 'camera'),
    joinedAt: countIn(fields, 'joinedAt'),
  }
}

function iceServerIn(fields: Fields): IceServer {
  const urls = own(fields, 'urls')
  return {
    urls: Array.isArray(urls) ? urls.map((url) => textIn({ url }, 'url', longText)) : textIn(fields, 'urls', longText),
    ...(has(fields, 'username') ? { username: textIn(fields, 'username', longText, 0) } : {}),
    ...(has(fields, 'credential') ? { credential: textIn(fields, 'credential', longText, 0) } : {}),
  }
}

function grantIn(fields: Fields): RoomGrant {
  return { publish: flagIn(objectIn(fields, 'grant'), 'publish') }
}

function peerIdIn(fields: Fields, name: string): string {
  return textIn(fields, name, wireLimits.idBytes)
}

/** A reason that this client does not know yet reads as 'lost': the person is gone either way. */
function leftReasonIn(fields: Fields): LeftReason {
  const reason = textIn(fields, 'reason', wireLimits.idBytes)
  return isCloseName(reason) ? reason : 'lost'
}

function element(value: unknown, list: string): Fields {
  if (!isFields(value)) throw new BadField(`${list} holds something that is no object`)
  return value
}
