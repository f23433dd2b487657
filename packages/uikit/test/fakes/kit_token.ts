// A string with the shape of a Kit Token: readable, proving nothing. Rooms of tests do not look at it.

export function fakeKitToken(
  face: { roomId: string; userId: string; userName: string },
  expiresAt = 4_000_000_000,
): string {
  const envelope = new Uint8Array(8 + 2 + 16 + 2 + 64)
  const view = new DataView(envelope.buffer)
  view.setBigInt64(0, BigInt(expiresAt))
  view.setUint16(8, 16)
  envelope.fill(0x61, 10, 26)
  view.setUint16(26, 64)
  const token04 = `04${btoa(String.fromCodePoint(...envelope))}`
  const suffix = {
    userID: face.userId,
    roomID: face.roomId,
    userName: encodeURIComponent(face.userName),
    appID: 1234567890,
  }
  return `${token04}#${btoa(JSON.stringify(suffix))}`
}
