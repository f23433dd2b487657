import { describe, expect, it } from 'vitest'
import { wishesOf, type Person } from '../../src/init/wishes.ts'

/** Answers with what is on the list under a word of the question, else with nothing. */
function person(answers: Readonly<Record<string, string>>): Person & { readonly asked: string[] } {
  const asked: string[] = []
  const answer = async (question: string): Promise<string> => {
    asked.push(question)
    return Object.entries(answers).find(([word]) => question.includes(word))?.[1] ?? ''
  }
  return { asked, ask: answer, askHidden: answer }
}

describe('what init asks', () => {
  it('takes the default for an empty answer', async () => {
    expect(await wishesOf({}, person({}), {})).toMatchObject({
      serverSecret: expect.stringMatching(/^[\da-f]{32}$/),
      identity: 'api-keys',
      jwt: null,
      rooms: ['lobby'],
      origins: [],
      database: 'roompass.db',
    })
  })

  it('takes the answers', async () => {
    const ada = person({
      AppID: '42',
      ServerSecret: 'a secret of the console, 32 long',
      'Who asks': 'jwt',
      Issuer: ' https://id.example.org/ ',
      Audience: 'rooms',
      Rooms: 'lobby, class-*',
      Origin: 'https://app.example.org',
    })
    expect(await wishesOf({}, ada, {})).toEqual({
      appId: 42,
      serverSecret: 'a secret of the console, 32 long',
      identity: 'jwt',
      jwt: { issuer: 'https://id.example.org/', audience: 'rooms' },
      rooms: ['lobby', 'class-*'],
      origins: ['https://app.example.org'],
      database: 'roompass.db',
    })
  })

  it('does not ask for what the options say', async () => {
    const ada = person({})
    await wishesOf({ 'app-id': '42', issuer: 'https://id.example.org', audience: 'a', rooms: '*', origin: [] }, ada, {})
    expect(ada.asked).toEqual([expect.stringContaining('ServerSecret')])
  })

  it('asks for no secret where the AppID is one of our own', async () => {
    const ada = person({})
    await wishesOf({}, ada, {})
    expect(ada.asked.filter((question) => question.includes('ServerSecret'))).toEqual([])
  })
})
