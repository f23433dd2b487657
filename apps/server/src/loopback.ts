// Which hosts are this machine. A file of its own, which loads nothing: commands that only talk to a server need no more of it.

/** Whether a host can only mean this machine: a name or an address, of IPv6 with the brackets of a URL or without. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)
}
