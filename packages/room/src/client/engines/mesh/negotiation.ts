// Perfect negotiation on one RTCPeerConnection: whoever needs to, offers; when both do, the polite side yields.
// Steps run one after another, so that no step ever sees the middle of another. Epochs and rebuilding are link.ts.
import type { IceCandidate, SessionDescription, SignalBody } from '../../../protocol/index.ts'

export interface NegotiationOptions {
  readonly pc: RTCPeerConnection
  readonly polite: boolean
  /** This side makes the first offer, and has made the transceivers for it. */
  readonly begins: boolean
  readonly send: (body: SignalBody) => void
  /** A remote offer stands: decides about directions and tracks of the answer. */
  prepareAnswer(): Promise<void>
  /** Both sides agree. */
  onSettled(): void
  /** Both sides made the first offer: this one yields, and must take what came with a blank connection. */
  onYield(received: readonly SignalBody[]): void
  /** A step failed; the connection is of no use any more. */
  onBroken(): void
}

export interface Negotiation {
  receive(body: SignalBody): void
  close(): void
}

export function createNegotiation(options: NegotiationOptions): Negotiation {
  const { pc, polite, begins, send } = options
  let closed = false
  let agreed = false
  let ignoring = false
  let early: IceCandidate[] = []
  /** What came and has not had its turn. */
  const inbox: SignalBody[] = []
  let chain: Promise<void> = Promise.resolve()

  const enqueue = (step: () => Promise<void>): void => {
    chain = follow(chain, step)
  }
  const follow = async (before: Promise<void>, step: () => Promise<void>): Promise<void> => {
    await before
    if (closed) return
    try {
      await step()
    } catch {
      // Whatever runs when the connection is closed fails; that is no news.
      if (!closed) options.onBroken()
    }
  }

  const sendDescription = (): void => {
    const { localDescription } = pc
    if (closed || localDescription === null) return
    const { type, sdp } = localDescription
    if (type === 'offer' || type === 'answer') send({ description: { type, sdp } })
  }

  const offer = async (): Promise<void> => {
    // Once this side is stable again, the browser says anew that negotiation is needed.
    if (pc.signalingState !== 'stable') return
    await pc.setLocalDescription()
    sendDescription()
  }

  const takeNext = async (): Promise<void> => {
    const { description, candidate } = inbox.shift() ?? {}
    if (description?.type === 'offer') await takeOffer(description)
    else if (description?.type === 'answer') await takeAnswer(description)
    else if (candidate) await takeCandidate(candidate)
  }

  const takeOffer = async (description: SessionDescription): Promise<void> => {
    // A first offer collides before it is made: its transceivers are there already.
    const collision = pc.signalingState !== 'stable' || (begins && !agreed)
    ignoring = collision && !polite
    if (ignoring) return
    // Transceivers made for an own offer are never matched with those of a remote one (RFC 9429 section 5.10):
    // rolling back a first offer would leave every medium twice.
    if (collision && !agreed) return options.onYield([{ description }, ...inbox])
    await takeRemote(description)
    await options.prepareAnswer()
    await pc.setLocalDescription()
    sendDescription()
    settle()
  }

  const takeAnswer = async (description: SessionDescription): Promise<void> => {
    // An answer to an offer that was taken back.
    if (pc.signalingState !== 'have-local-offer') return
    ignoring = false
    await takeRemote(description)
    settle()
  }

  const takeRemote = async (description: SessionDescription): Promise<void> => {
    await pc.setRemoteDescription(description)
    const waiting = early
    early = []
    for (const candidate of waiting) await pc.addIceCandidate(candidate)
  }

  const takeCandidate = async (candidate: IceCandidate): Promise<void> => {
    if (pc.remoteDescription === null) {
      if (!ignoring) early.push(candidate)
      return
    }
    try {
      await pc.addIceCandidate(candidate)
    } catch (error) {
      // It belongs to the offer that is being ignored.
      if (!ignoring) throw error
    }
  }

  const settle = (): void => {
    agreed = true
    if (!closed) options.onSettled()
  }

  pc.onnegotiationneeded = () => enqueue(offer)
  pc.onicecandidate = ({ candidate }) => {
    // The end of all candidates needs no telling: an end of each generation is a candidate of its own.
    if (candidate !== null && !closed) send({ candidate: candidateOf(candidate) })
  }

  return {
    receive(body) {
      inbox.push(body)
      enqueue(takeNext)
    },
    close() {
      closed = true
      pc.onnegotiationneeded = pc.onicecandidate = null
    },
  }
}

function candidateOf({ candidate, sdpMid, sdpMLineIndex, usernameFragment }: RTCIceCandidate): IceCandidate {
  return { candidate, sdpMid, sdpMLineIndex, usernameFragment }
}
