// RTCPeerConnection without media, true to the rules that negotiation rests on (W3C webrtc section 4, RFC 9429): states, rollback,
// which transceivers are matched, ufrags, when negotiation is needed. Every operation takes as long as the test wants.

export interface Section {
  readonly mid: string
  readonly kind: string
  readonly direction: RTCRtpTransceiverDirection
}

export interface FakeSdp {
  readonly ufrag: string
  readonly sections: readonly Section[]
}

type Direction = RTCRtpTransceiverDirection

interface Agreement {
  readonly type: 'offer' | 'answer'
  readonly local: Direction
  readonly remote: Direction
}

export interface FakeTransceiver {
  mid: string | null
  readonly kind: string
  readonly made: 'here' | 'by offer'
  direction: Direction
  currentDirection: Direction | null
  agreement: Agreement | null
  readonly sender: {
    track: unknown
    replaceTrack(track: unknown): Promise<void>
    getParameters(): RTCRtpSendParameters
  }
  readonly receiver: { readonly track: { readonly kind: string }; getSynchronizationSources(): [] }
}

/** What a test decides: how long things take, and what went wrong. */
export interface FakeWorld {
  /** Resolves when the next asynchronous thing may happen. */
  tick(label: string): Promise<unknown>
  readonly faults: string[]
}

const sends = (direction: Direction): boolean => direction === 'sendrecv' || direction === 'sendonly'
const receives = (direction: Direction): boolean => direction === 'sendrecv' || direction === 'recvonly'

function directionOf(send: boolean, receive: boolean): Direction {
  if (send) return receive ? 'sendrecv' : 'sendonly'
  return receive ? 'recvonly' : 'inactive'
}

/** What is left of `mine` opposite `theirs`. */
function intersect(mine: Direction, theirs: Direction): Direction {
  return directionOf(sends(mine) && receives(theirs), receives(mine) && sends(theirs))
}

export function sdpOf(text: string): FakeSdp {
  const sdp: FakeSdp = JSON.parse(text)
  return sdp
}

let made = 0

export class FakePeerConnection {
  signalingState: RTCSignalingState = 'stable'
  connectionState: RTCPeerConnectionState = 'new'
  localDescription: { type: 'offer' | 'answer'; sdp: string } | null = null
  remoteDescription: { type: 'offer' | 'answer'; sdp: string } | null = null
  onnegotiationneeded: (() => void) | null = null
  onicecandidate: ((event: { candidate: object | null }) => void) | null = null
  onconnectionstatechange: (() => void) | null = null
  readonly #world: FakeWorld
  readonly #name: string
  #transceivers: FakeTransceiver[] = []
  #stableLocal: FakePeerConnection['localDescription'] = null
  #ufrag = ''
  #generation = 0
  #replaceUfrag = true
  #reached = ''
  #checking = false

  constructor(world: FakeWorld) {
    made += 1
    this.#world = world
    this.#name = `pc${made}`
  }

  get ufrag(): string {
    return this.#ufrag
  }

  getTransceivers(): FakeTransceiver[] {
    return this.#transceivers
  }

  setConfiguration(): void {
    this.#mustBeOpen()
  }

  addTransceiver(kind: string, { direction }: { direction: Direction }): FakeTransceiver {
    this.#mustBeOpen()
    const transceiver = this.#createTransceiver(kind, 'here', direction)
    this.#needNegotiation()
    return transceiver
  }

  restartIce(): void {
    this.#replaceUfrag = true
    this.#needNegotiation()
  }

  /** The network fails, or changes its mind. */
  turn(state: RTCPeerConnectionState): void {
    if (this.connectionState === 'closed' || this.connectionState === state) return
    this.connectionState = state
    this.onconnectionstatechange?.()
  }

  close(): void {
    this.signalingState = 'closed'
    this.connectionState = 'closed'
  }

  async setLocalDescription(): Promise<void> {
    await this.#world.tick('setLocalDescription')
    this.#mustBeOpen()
    if (this.#replaceUfrag) this.#newUfrag()
    const answering = this.signalingState === 'have-remote-offer'
    if (answering) this.#answer()
    else this.#offer()
    void this.#gather(this.#ufrag)
  }

  async setRemoteDescription({ type, sdp }: { type: 'offer' | 'answer'; sdp: string }): Promise<void> {
    await this.#world.tick('setRemoteDescription')
    this.#mustBeOpen()
    if (type === 'offer') this.#takeOffer(sdp)
    else this.#takeAnswer(sdp)
  }

  async addIceCandidate(candidate: { usernameFragment: string }): Promise<void> {
    await this.#world.tick('addIceCandidate')
    this.#mustBeOpen()
    if (this.remoteDescription === null) throw this.#fault('a candidate before any description')
    const { ufrag } = sdpOf(this.remoteDescription.sdp)
    if (candidate.usernameFragment !== ufrag) throw new Error('a candidate of another generation')
    this.#reached = ufrag
    this.#connect()
  }

  #offer(): void {
    if (this.signalingState !== 'stable') throw this.#fault('an offer in between')
    this.#transceivers.forEach((transceiver) => (transceiver.mid ??= String(this.#nextMid())))
    const sections = this.#transceivers.map(({ mid, kind, direction }) => ({ mid: mid ?? '', kind, direction }))
    this.#stableLocal = this.localDescription
    this.localDescription = { type: 'offer', sdp: JSON.stringify({ ufrag: this.#ufrag, sections }) }
    this.signalingState = 'have-local-offer'
  }

  #answer(): void {
    const offered = sdpOf(this.remoteDescription?.sdp ?? '')
    const sections = offered.sections.map((section) => {
      const transceiver = this.#byMid(section.mid)
      const local = intersect(transceiver.direction, section.direction)
      transceiver.currentDirection = local
      transceiver.agreement = { type: 'answer', local, remote: section.direction }
      return { ...section, direction: local }
    })
    this.localDescription = { type: 'answer', sdp: JSON.stringify({ ufrag: this.#ufrag, sections }) }
    this.#stable()
  }

  #takeOffer(sdp: string): void {
    if (this.signalingState === 'have-local-offer') this.#rollBack()
    if (this.signalingState !== 'stable') throw this.#fault('an offer during another')
    const { ufrag, sections } = sdpOf(sdp)
    if (this.remoteDescription !== null && sdpOf(this.remoteDescription.sdp).ufrag !== ufrag) this.#replaceUfrag = true
    for (const { mid, kind } of sections) {
      // Transceivers of addTransceiver are never matched (RFC 9429 section 5.10): a new one is made.
      if (this.#transceivers.some((transceiver) => transceiver.mid === mid)) continue
      this.#createTransceiver(kind, 'by offer', 'recvonly').mid = mid
    }
    this.remoteDescription = { type: 'offer', sdp }
    this.signalingState = 'have-remote-offer'
  }

  #takeAnswer(sdp: string): void {
    if (this.signalingState !== 'have-local-offer') throw this.#fault('an answer without an offer')
    const offered = sdpOf(this.localDescription?.sdp ?? '')
    for (const { mid, direction } of sdpOf(sdp).sections) {
      const local = offered.sections.find((section) => section.mid === mid)?.direction
      if (local === undefined) throw this.#fault('an answer to another offer')
      const transceiver = this.#byMid(mid)
      transceiver.currentDirection = intersect(local, direction)
      transceiver.agreement = { type: 'offer', local, remote: direction }
    }
    this.remoteDescription = { type: 'answer', sdp }
    this.#stable()
  }

  #rollBack(): void {
    this.localDescription = this.#stableLocal
    for (const transceiver of this.#transceivers) if (transceiver.agreement === null) transceiver.mid = null
    this.signalingState = 'stable'
    // The generation that was offered is gone: the one agreed on counts again, and is still to be replaced.
    if (this.localDescription !== null && this.#ufrag !== sdpOf(this.localDescription.sdp).ufrag) {
      this.#ufrag = sdpOf(this.localDescription.sdp).ufrag
      this.#replaceUfrag = true
    }
  }

  #stable(): void {
    this.signalingState = 'stable'
    this.#connect()
    this.#needNegotiation()
  }

  /** A path exists once both sides agree and a candidate of the agreed generation was reached. */
  #connect(): void {
    if (this.signalingState !== 'stable' || this.remoteDescription === null) return
    if (this.#reached === sdpOf(this.remoteDescription.sdp).ufrag) this.turn('connected')
  }

  #needNegotiation(): void {
    if (this.#checking) return
    this.#checking = true
    void this.#world.tick('negotiationneeded').then(() => {
      this.#checking = false
      const needed = this.#replaceUfrag || this.#transceivers.some(isUnsettled)
      if (this.signalingState === 'stable' && needed) this.onnegotiationneeded?.()
      return undefined
    })
  }

  async #gather(ufrag: string): Promise<void> {
    for (const candidate of ['one', 'two']) {
      await this.#world.tick('candidate')
      if (this.#ufrag !== ufrag || this.connectionState === 'closed') return
      this.onicecandidate?.({ candidate: { candidate, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: ufrag } })
    }
  }

  #newUfrag(): void {
    this.#generation += 1
    this.#ufrag = `${this.#name}.${this.#generation}`
    this.#replaceUfrag = false
  }

  #createTransceiver(kind: string, origin: FakeTransceiver['made'], direction: Direction): FakeTransceiver {
    let wished = direction
    const need = (): void => this.#needNegotiation()
    const sender: FakeTransceiver['sender'] = {
      track: null,
      async replaceTrack(track) {
        sender.track = track
      },
      getParameters: () => ({ transactionId: '', codecs: [], headerExtensions: [], rtcp: {}, encodings: [] }),
    }
    const transceiver: FakeTransceiver = {
      mid: null,
      kind,
      made: origin,
      get direction() {
        return wished
      },
      set direction(next) {
        wished = next
        need()
      },
      currentDirection: null,
      agreement: null,
      sender,
      receiver: { track: { kind }, getSynchronizationSources: () => [] },
    }
    this.#transceivers.push(transceiver)
    return transceiver
  }

  #nextMid(): number {
    return this.#transceivers.filter(({ mid }) => mid !== null).length
  }

  #byMid(mid: string): FakeTransceiver {
    const found = this.#transceivers.find((transceiver) => transceiver.mid === mid)
    if (found === undefined) throw this.#fault(`no transceiver ${mid}`)
    return found
  }

  #mustBeOpen(): void {
    if (this.connectionState === 'closed') throw new Error('closed')
  }

  #fault(what: string): Error {
    this.#world.faults.push(`${this.#name}: ${what}`)
    return new Error(what)
  }
}

/** W3C webrtc section 4.7.3: whether a transceiver's wish differs from what was agreed on. */
function isUnsettled({ agreement, direction }: FakeTransceiver): boolean {
  if (agreement === null) return true
  if (agreement.type === 'answer') return intersect(direction, agreement.remote) !== agreement.local
  return direction !== agreement.local && direction !== reversed(agreement.remote)
}

function reversed(direction: Direction): Direction {
  return directionOf(receives(direction), sends(direction))
}
