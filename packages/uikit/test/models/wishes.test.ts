import { describe, expect, it } from 'vitest'
import { unmetWishes } from '../../src/models/wishes.ts'

describe('the wishes of a config that are not met', () => {
  it('are none for the page of the documentation', () => {
    expect(unmetWishes({ container: null, scenario: { mode: 'OneONoneCall' }, onJoinRoom: () => {} })).toEqual([])
  })

  it('are the options that would change something here and do not, in the order of the page', () => {
    expect(
      unmetWishes({ showScreenSharingButton: true, theme: 'dark', maxUsers: 4, onInRoomMessageReceived: () => {} }),
    ).toEqual(['showScreenSharingButton', 'maxUsers', 'onInRoomMessageReceived'])
  })

  it('are not those that only turn off what is not there, or ask for what is so anyway', () => {
    expect(
      unmetWishes({
        showTextChat: false,
        backgroundUrl: '',
        hideUsersById: [],
        showNonVideoUser: true,
        layout: 'Auto',
        language: 'en-US',
      }),
    ).toEqual([])
    expect(unmetWishes({ showNonVideoUser: false, layout: 'Sidebar', language: 'zh-CN' })).toEqual([
      'showNonVideoUser',
      'layout',
      'language',
    ])
  })

  it('do not name a language that the page brings the words for', () => {
    expect(unmetWishes({ language: 'zh-CN', messages: { join: '加入' } })).toEqual([])
  })

  it('name a misspelt option, which otherwise nobody would ever notice', () => {
    const misspelt: Record<string, boolean> = { showPrejoinView: false }
    expect(unmetWishes(misspelt)).toEqual(['showPrejoinView'])
  })
})
