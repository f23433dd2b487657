// Which descriptions let their sender send.
import { describe, expect, it } from 'vitest'
import { maySendMedia } from '../../src/hub/index.ts'

const head = 'v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n'
const audio = 'm=audio 9 UDP/TLS/RTP/SAVPF 111 63\r\n'
const video = 'm=video 9 UDP/TLS/RTP/SAVPF 96\r\n'
const data = 'm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=sctp-port:5000\r\n'

describe('a description that cannot send', () => {
  it.each([
    ['has no media', head],
    ['is empty', ''],
    ['only receives', `${head}${audio}a=recvonly\r\n${video}a=recvonly\r\n`],
    ['is inactive', `${head}${audio}a=inactive\r\n`],
    ['uses LF alone', `${head}${audio}a=recvonly\r\n`.replaceAll('\r', '')],
    ['says so for the whole session', `${head}a=recvonly\r\n${audio}${video}`],
    ['says so twice', `${head}${audio}a=recvonly\r\na=recvonly\r\n`],
    ['rejects its sections', `${head}m=audio 0 UDP/TLS/RTP/SAVPF 111\r\na=sendrecv\r\n`],
    ['has a data channel', `${head}${data}`],
    ['has a data channel beside', `${head}${audio}a=recvonly\r\n${data}`],
    ['has attributes that look like directions', `${head}${audio}a=sendrecv-ish:1\r\na=sendonlyx\r\na=recvonly\r\n`],
    ['has port ranges', `${head}m=video 9/2 RTP/AVP 96\r\na=inactive\r\n`],
  ])('%s', (_, sdp) => {
    expect(maySendMedia(sdp)).toBe(false)
  })
})

describe('a description that may send, or that is unclear,', () => {
  it.each([
    ['says sendrecv', `${head}${audio}a=sendrecv\r\n`],
    ['says sendonly', `${head}${audio}a=sendonly\r\n`],
    ['says nothing', `${head}${audio}`],
    ['says nothing in its second section', `${head}${audio}a=recvonly\r\n${video}`],
    ['hides a sending section behind a data channel', `${head}${data}${audio}a=sendonly\r\n`],
    ['sends in one of its sections', `${head}${audio}a=recvonly\r\n${video}a=sendonly\r\n`],
    ['overrides the session', `${head}a=inactive\r\n${audio}a=sendrecv\r\n`],
    ['sends by the session', `${head}a=sendrecv\r\n${audio}`],
    ['contradicts itself', `${head}${audio}a=recvonly\r\na=sendrecv\r\n`],
    ['contradicts itself in the other order', `${head}${audio}a=sendrecv\r\na=recvonly\r\n`],
    ['shouts', `${head}${audio}A=SENDRECV\r\na=recvonly\r\n`],
    ['shouts that it receives', `${head}${audio}a=RECVONLY\r\n`],
    ['has spaces', `${head}${audio}a = sendrecv\r\na=recvonly\r\n`],
    ['has spaces before', `${head}${audio} a=sendrecv\r\na=recvonly\r\n`],
    ['has spaces behind', `${head}${audio}a=recvonly \r\n`],
    ['has a value', `${head}${audio}a=sendrecv:1\r\na=recvonly\r\n`],
    ['has a value where it receives', `${head}${audio}a=recvonly:1\r\n`],
    ['hides the receiving line in another line', `${head}${audio}a=x\ra=recvonly\r\n`],
    ['hides the receiving line behind a vertical tab', `${head}${audio}a=x\u000ba=recvonly\r\n`],
    ['hides behind NUL', `${head}${audio}a=recvonly\u0000\r\n`],
    ['shares the port of another section', `${head}m=audio 0 UDP/TLS/RTP/SAVPF 111\r\na=bundle-only\r\n`],
    ['has a broken media line', `${head}m=audio\r\na=recvonly\r\n`],
    ['has a media line with spaces', `${head}m= audio 9 RTP/AVP 0\r\na=recvonly\r\n`],
    ['has a media line in capitals', `${head}M=audio 9 RTP/AVP 0\r\na=recvonly\r\n`],
    ['has a negative port', `${head}m=audio -0 RTP/AVP 0\r\na=recvonly\r\n`],
    ['has a data channel in capitals', `${head}m=APPLICATION 9 UDP/DTLS/SCTP x\r\n`],
    ['has no lines before', 'm=audio 9 RTP/AVP 0'],
  ])('%s', (_, sdp) => {
    expect(maySendMedia(sdp)).toBe(true)
  })

  it('is found in 64 KiB of lines without delay', () => {
    const sdp = head + audio + 'a=ssrc:1 cname:x\r\n'.repeat(3600) + 'a=recvonly\r\n'
    expect(maySendMedia(sdp)).toBe(false)
    expect(maySendMedia(`${head}${audio}a=${' '.repeat(65_000)}recvonly`)).toBe(true)
  })
})
