// A1 to A5: the malleability of CBC. Blocks of a token with the app first: `{"app_id":123456` `7890,"user_id":"` and then the user.
import { letters, type Random } from '../random.ts'
import { appFirst, type Attack } from './attack.ts'
import { spell, type Held } from './issuer.ts'
import { blockSize, blocksOf, choose, rebuild, startAt, xor, type Forgery } from './tampering.ts'

const userSet = `${letters}0123456789._@-`
const digits = '0123456789'

const victimOf = (random: Random): string => `victim-${random.text(4, digits)}`
const someUser = (random: Random): string => random.text(4 + random.below(20), userSet)

export const cbcAttacks: readonly Attack[] = [
  {
    id: 'A1',
    title: 'bits of the IV',
    origins: appFirst,
    bare: 'hardly',
    obtain: (issue, random) => [issue({ userId: someUser(random) })],
    forge: ([held], random) => {
      const { iv, sealed } = blocksOf(held!)
      return forgery(held!, rebuild(held!, xor(iv, deltaOf(random)), sealed))
    },
  },
  {
    id: 'A1u',
    title: 'bits of the IV, user first: another user in the first block',
    origins: ['user first'],
    bare: 'always',
    obtain: (issue, random) => [issue({ userId: `mike${random.text(4, digits)}` })],
    forge: ([held], random) => {
      const user = random.text(4, letters.slice(0, 8))
      return forgery(held!, choose(held!, 0, `{"user_id":"${user}`), user + held!.userId.slice(4))
    },
  },
  {
    id: 'A2',
    title: 'a new IV and the leading blocks dropped',
    origins: appFirst,
    bare: 'hardly',
    obtain: (issue, random) => [issue({ userId: random.text(4 + random.below(60), userSet) })],
    forge: ([held], random) => {
      const first = random.pick(['{"app_id":123456', '7890,"user_id":"', `{"user_id":"${random.text(4, userSet)}`])
      return forgery(held!, startAt(held!, 1 + random.below(blocksOf(held!).sealed.length - 1), first))
    },
  },
  {
    id: 'A2u',
    title: 'a new IV and the leading blocks dropped, user first: any user',
    origins: ['user first'],
    bare: 'always',
    obtain: (issue, random) => [issue({ userId: `${random.text(20, letters)}im-${random.text(4, digits)}` })],
    forge: ([held], random) => {
      // The user ID fills 4 bytes of the first block and all of the second, which becomes the first; the rest stays.
      const user = random.text(4, letters.slice(8))
      return forgery(held!, startAt(held!, 1, `{"user_id":"${user}`), user + held!.userId.slice(20))
    },
  },
  {
    id: 'A3',
    title: 'a second user_id behind a garbled block',
    origins: appFirst,
    bare: 'hardly',
    obtain: (issue, random) => [issue({ userId: random.text(32, letters) + victimOf(random) })],
    forge: ([held], random) => {
      const raw = choose(held!, 3, `${random.text(3, userSet)}","user_id":"`)
      return forgery(held!, raw, held!.userId.slice(32))
    },
  },
  {
    id: 'A3n',
    title: 'a second room_id in the payload behind a garbled block',
    origins: [...appFirst, 'user first'],
    bare: 'hardly',
    // The block that is chosen has no letter to spare, so each try wants a token of its own.
    triesPerHolding: 1,
    obtain: (issue, random, origin) => {
      const nonce = random.u32() >>> 1
      const note = random.text(33, letters)
      const at = spell(origin, 'ada', nonce, notedPayload(note)).indexOf('"vault') % blockSize
      const filled = note + random.text((blockSize - at) % blockSize, letters)
      return [issue({ userId: 'ada', nonce, payload: notedPayload(filled) })]
    },
    // The quote of the note is at the start of a block, and here is the block before it.
    forge: ([held]) => {
      return forgery(held!, choose(held!, vaultBlock(held!) - 1, '\\",\\"room_id\\":\\'), held!.userId, 'vault')
    },
  },
  {
    id: 'A4',
    title: 'blocks of several tokens',
    origins: [...appFirst, 'user first'],
    bare: 'hardly',
    obtain: (issue, random) => Array.from({ length: 4 }, () => issue({ userId: someUser(random) })),
    forge: (held, random) => splice(held, random),
  },
  {
    id: 'A5',
    title: 'cut off at the end of a block, the last block chosen or not',
    origins: [...appFirst, 'user first'],
    bare: 'hardly',
    obtain: (issue, random) => [
      issue({
        userId: someUser(random),
        payload: JSON.stringify({ 'x-note': random.text(16 + random.below(40), letters) }),
      }),
    ],
    forge: ([held], random) => truncate(held!, random),
  },
]

function notedPayload(note: string): string {
  return JSON.stringify({ room_id: 'lobby', 'x-note': `${note}"vault` })
}

/** The block that starts with the quote of the note, or -1. */
function vaultBlock(held: Held): number {
  return blocksOf(held).plain.findIndex((block) => block.toString('latin1').startsWith('"vault'))
}

/** One bit, some bits, or all of some bytes. */
function deltaOf(random: Random): Buffer {
  const delta = Buffer.alloc(blockSize)
  if (random.below(2) === 0) delta[random.below(blockSize)] = 1 << random.below(8)
  else for (let i = 1 + random.below(blockSize); i > 0; i--) delta[random.below(blockSize)] = 1 + random.below(255)
  return delta
}

function splice(held: readonly Held[], random: Random): Forgery {
  const [one, other] = [random.pick(held), random.pick(held)]
  const [left, right] = [blocksOf(one), blocksOf(other)]
  const cutAt = 1 + random.below(left.sealed.length - 1)
  // Mostly at the same place, where the meaning goes on.
  const goesOnAt = random.below(4) === 0 ? random.below(right.sealed.length) : Math.min(cutAt, right.sealed.length - 1)
  const sealed = [...left.sealed.slice(0, cutAt), ...right.sealed.slice(goesOnAt)]
  const iv = random.pick([left.iv, right.iv])
  return forgery(random.pick([one, other]), rebuild(one, iv, sealed))
}

function truncate(held: Held, random: Random): Forgery {
  const blocks = blocksOf(held)
  const count = 4 + random.below(blocks.sealed.length - 4)
  const cutOff = rebuild(held, blocks.iv, blocks.sealed.slice(0, count))
  if (random.below(3) === 0) return forgery(held, cutOff)
  const ending = random.pick(['"}', '\\"}"}', '}', `,"nonce":${random.text(3, '123456789')}}`])
  const filled = random.text(random.below(blockSize - ending.length), userSet) + ending
  const padding = blockSize - filled.length
  const last = filled + String.fromCharCode(padding).repeat(padding)
  return forgery(held, choose({ ...held, ciphertext: Buffer.concat(blocks.sealed.slice(0, count)) }, count - 1, last))
}

function forgery(held: Held, raw: Buffer, userId: string = held.userId, roomId: string = held.shown.roomId): Forgery {
  return { raw, shown: { ...held.shown, userId, roomId }, suffix: held.suffix }
}
