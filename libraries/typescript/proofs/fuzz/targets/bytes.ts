// The parsers of bytes: base64, UTF-8, the envelope, the frame around all.
import { decodeBase64 } from '../../../src/codec/base64.ts'
import { bytesOfLatin1, latin1 } from '../../../src/codec/bytes.ts'
import { readEnvelope as readOurs, writeEnvelope } from '../../../src/codec/envelope.ts'
import { decodeToken04, encodeToken04, joinKitToken, splitKitToken } from '../../../src/codec/frame.ts'
import { portableTranscoder as portable } from '../../../src/codec/transcoder.ts'
import { decodeUtf8 } from '../../../src/codec/utf8.ts'
import { provider } from '../../../src/crypto/node.ts'
import { holdingAllBut } from '../../../../../tools/vectors/hold.ts'
import { readEnvelope as readTheirs } from '../../../../../tools/vectors/opening.ts'
import { officialBounds, ownBounds } from '../../../../../tools/vectors/sets.ts'
import { mutateBytes } from '../byte_mutators.ts'
import { seedRaws, seedTexts, seedTokens } from '../seeds.ts'
import { agree, answerOf, wordOf, type Target } from '../target.ts'
import { mutateText, shorterTexts } from '../text_mutators.ts'

const readings = ['own', 'official'] as const
const { transcoder: node } = provider
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const oneSpelling = /^(?:[\w+/]{4})*(?:[\w+/][AQgw]==|[\w+/]{2}[AEIMQUYcgkosw048]=)?$/
const holdAll = holdingAllBut(new Set())

export const base64: Target<string> = {
  name: 'base64',
  seeds: () => seedTokens().flatMap((token) => token.slice(2).split('#')),
  mutate: mutateText,
  smaller: shorterTexts,
  run(text) {
    const bytes = decodeBase64(text)
    const right = oneSpelling.test(text) && !text.includes('_')
    agree('base64 taken', bytes !== null, right)
    agree(
      'base64 of the providers',
      node.decodeBase64(text)?.toString(),
      bytes === null ? undefined : Buffer.from(bytes).toString(),
    )
    if (bytes !== null) agree('base64 again', portable.encodeBase64(bytes), text)
    return right ? `taken ${text.length % 4}${/=*$/.exec(text)?.[0] ?? ''}` : 'refused'
  },
}

export const utf8: Target<string> = {
  name: 'utf8',
  seeds: () => seedTexts().map((text) => Buffer.from(text).toString('latin1')),
  mutate: mutateBytes,
  smaller: shorterTexts,
  run(input) {
    const bytes = bytesOfLatin1(input)
    const text = decodeUtf8(bytes)
    agree('UTF-8', text, answerOfDecoder(bytes))
    agree('UTF-8 of the providers', node.decodeUtf8(bytes), text)
    if (text !== null) agree('UTF-8 again', latin1(portable.encodeUtf8(text)), input)
    return text === null ? 'refused' : 'taken'
  },
}

function answerOfDecoder(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes)
  } catch {
    return null
  }
}

export const envelope: Target<string> = {
  name: 'envelope',
  seeds: seedRaws,
  mutate: mutateBytes,
  smaller: shorterTexts,
  run(input) {
    const raw = bytesOfLatin1(input)
    const [own, official] = readings.map((reading) => {
      const ours = answerOf(() => readOurs(raw, reading))
      if ('value' in ours) agree('the envelope again', latin1(writeEnvelope(ours.value, portable)), input)
      agree(
        `the envelope, ${reading}`,
        lineOf(ours, shapeOf),
        lineOf(
          answerOf(() => theirs(raw, reading)),
          shapeOf,
        ),
      )
      return ours
    })
    if (own !== undefined && 'value' in own) agree('what is own is official', wordOf(official!), 'taken')
    return [own, official].map((answer) => (answer === undefined ? '' : wordOf(answer))).join(' ')
  },
}

type Envelope = ReturnType<typeof readOurs>

function theirs(raw: Uint8Array, reading: 'own' | 'official'): Envelope {
  const bounds = reading === 'own' ? ownBounds : officialBounds
  const { header, ...rest } = readTheirs(Buffer.from(raw), bounds, holdAll)
  const expire = Number(header)
  holdAll(expire >= 1 && expire <= 253402300799, 'R7', 'token_envelope')
  return { ...rest, expire }
}

function shapeOf({ format, expire, iv, ciphertext }: Envelope): string {
  return `${format} ${expire} ${latin1(iv)} ${latin1(ciphertext)}`
}

/** An answer as one text: quick to compare. */
function lineOf<T>(answer: ReturnType<typeof answerOf<T>>, lineOfValue: (value: T) => string = String): string {
  return 'code' in answer ? answer.code : `=${lineOfValue(answer.value)}`
}

export const frame: Target<string> = {
  name: 'frame',
  seeds: seedTokens,
  mutate: mutateText,
  smaller: shorterTexts,
  run(text) {
    const words = readings.map((reading) => {
      const answer = answerOf(() => {
        const { token04, suffix } = splitKitToken(text, reading)
        if (suffix !== null) agree('the Kit Token again', joinKitToken(token04, btoa(suffix)), text)
        const raw = decodeToken04(token04, reading, portable)
        agree('the Token04 again', encodeToken04(raw, node), token04)
        return raw.length
      })
      const alone = [node, portable].map((transcoder) =>
        answerOf(() => latin1(decodeToken04(text, reading, transcoder))),
      )
      agree('the Token04 of the providers', lineOf(alone[0]!), lineOf(alone[1]!))
      return `${wordOf(answer)} ${wordOf(alone[0]!)}`
    })
    return words.join(' ')
  },
}
