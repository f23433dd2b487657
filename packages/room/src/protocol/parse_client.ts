// What a client sends, as the hub reads it (spec/room-protocol.md section 4).
import { wireLimits } from './limits.ts'
import type { ClientMessage, Hello, MediaFlags } from './messages.ts'
import { parseWith, type Parsed, type Readers } from './parse.ts'
import { countIn, flagIn, has, objectIn, own, textIn, useTicketIn, type Fields } from './read.ts'
import { signalBodyIn } from './signal.ts'

const readers: Readers<ClientMessage> = {
  hello: helloIn,
  renew: (fields) => ({
    type: 'renew',
    kitToken: textIn(fields, 'kitToken', wireLimits.helloBytes),
    ...useTicketIn(fields),
  }),
  signal: (fields) => ({
    type: 'signal',
    to: textIn(fields, 'to', wireLimits.idBytes),
    epoch: countIn(fields, 'epoch'),
    ...signalBodyIn(fields),
  }),
  media: (fields) => ({ type: 'media', ...mediaFlagsIn(fields) }),
  leave: () => ({ type: 'leave' }),
  ping: (fields) => ({ type: 'ping', ...(has(fields, 'seen') ? { seen: countIn(fields, 'seen') } : {}) }),
}

/** Reads a message from a client: at most 16 KiB, or 80 KiB when it carries a description. Never throws. */
export function parseClientMessage(text: string): Parsed<ClientMessage> {
  return parseWith(text, readers, wireLimits.frameBytes, (fields) =>
    own(fields, 'type') === 'signal' && has(fields, 'description') ? wireLimits.frameBytes : wireLimits.messageBytes,
  )
}

function helloIn(fields: Fields): Hello {
  return {
    type: 'hello',
    kitToken: textIn(fields, 'kitToken', wireLimits.helloBytes),
    ...(has(fields, 'userName') ? { userName: textIn(fields, 'userName', wireLimits.wishedNameBytes, 0) } : {}),
    ...(has(fields, 'media') ? { media: mediaFlagsIn(objectIn(fields, 'media')) } : {}),
    ...(has(fields, 'resume') ? { resume: textIn(fields, 'resume', wireLimits.idBytes) } : {}),
    ...(has(fields, 'seen') ? { seen: countIn(fields, 'seen') } : {}),
    ...(has(fields, 'fresh') ? { fresh: flagIn(fields, 'fresh') } : {}),
    ...useTicketIn(fields),
  }
}

function mediaFlagsIn(fields: Fields): MediaFlags {
  return { microphone: flagIn(fields, 'microphone'), camera: flagIn(fields, 'camera') }
}
