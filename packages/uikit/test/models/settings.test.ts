import { describe, expect, it } from 'vitest'
import { settingsOf } from '../../src/models/settings.ts'
import type { RoomConfig } from '../../src/room_config.ts'

const of = (config: RoomConfig) => settingsOf(config, () => {})

describe('the settings of a config', () => {
  it('are those of ZEGOCLOUD’s kit when nothing is said', () => {
    expect(of({})).toMatchObject({
      preJoin: true,
      leavingView: true,
      confirmLeave: true,
      showUserName: true,
      chooseDevices: true,
      watchOnly: false,
      renewsPass: false,
      spotlight: true,
      microphone: { atJoin: true, showButton: true },
      camera: { atJoin: true, showButton: true },
      video: { fit: 'cover', mirrorSelf: true, mirrorOthers: false },
      theme: 'auto',
      language: 'en',
    })
  })

  it('take a theme that is one', () => {
    const odd: Record<string, string> = { theme: 'sepia' }
    expect([of({ theme: 'dark' }).theme, of(odd).theme]).toEqual(['dark', 'auto'])
  })

  it('leave out links that lead nowhere', () => {
    expect(
      of({ sharedLinks: [{ name: 'Invitation', url: 'https://a.example' }, { name: 'none' }, { url: 'b' }] })
        .sharedLinks,
    ).toEqual([
      { name: 'Invitation', url: 'https://a.example' },
      { name: '', url: 'b' },
    ])
  })

  it('take the link of the pre-join view where a page has only that', () => {
    expect(of({ preJoinViewConfig: { invitationLink: 'https://a.example' } }).sharedLinks).toEqual([
      { name: '', url: 'https://a.example' },
    ])
  })

  it('name the language of the page’s own words, and English for the kit’s', () => {
    expect([of({ language: 'ja' }).language, of({ language: 'ja', messages: { join: '参加' } }).language]).toEqual([
      'en',
      'ja',
    ])
  })
})
