// What runs in every page before its own scripts: remembers peer connections, WebSockets and policy violations.
// The page notices nothing of it; what is remembered is read by person.ts.

/** A WebSocket of the page, and how it ended. */
export interface SocketSeen {
  readonly url: string
  readonly protocol: string
  /** Null while it lives. */
  code: number | null
  reason: string
  /** Milliseconds since 1970. */
  closedAt: number
}

export interface Probe {
  readonly peers: RTCPeerConnection[]
  readonly sockets: SocketSeen[]
  readonly violations: string[]
  readonly iceServers: string[]
}

declare global {
  interface Window {
    roompassProbe: Probe
  }
}

/** Is sent to the page as text: it must not reach for anything outside itself. */
export function installProbe(): void {
  const probe: Probe = { peers: [], sockets: [], violations: [], iceServers: [] }
  window.roompassProbe = probe
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    probe.violations.push(`${effectiveDirective} ${blockedURI}`)
  })
  const RealPeer = window.RTCPeerConnection
  window.RTCPeerConnection = class extends RealPeer {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      probe.peers.push(this)
      for (const { urls } of configuration?.iceServers ?? []) probe.iceServers.push(...[urls].flat())
    }
  }
  const RealSocket = window.WebSocket
  window.WebSocket = class extends RealSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      const seen: SocketSeen = { url: String(url), protocol: String(protocols), code: null, reason: '', closedAt: 0 }
      probe.sockets.push(seen)
      this.addEventListener('close', ({ code, reason }) => Object.assign(seen, { code, reason, closedAt: Date.now() }))
    }
  }
}
