// Language by language: each mints, each verifies what each has minted, refuses what is to be refused, explains what is broken. All at the same time.
import { isRight } from './explanations.ts'
import type { Answer } from './lines.ts'
import type { Material } from './material.ts'
import { questionOf, type Question } from './questions.ts'
import { Failure, startTestee, type Request, type Surroundings, type Testee } from './testee.ts'
import type { Start } from './testees.ts'

/** An answer that is not the right one. */
export interface Mismatch {
  readonly request: Request
  readonly expected: Answer
  readonly answer: Answer
}

export interface Language {
  readonly start: Start
  /** Of the language, as the testee says it; undefined when it did not come so far. */
  readonly version: string | undefined
  /** Why it took no part, or not to the end. */
  readonly failure: string | undefined
  /** Of the bytes of the tokens it minted; undefined when it did not come so far, as in what follows. */
  readonly minting: readonly Mismatch[] | undefined
  /** Of its verdicts on what was edited. */
  readonly judging: readonly Mismatch[] | undefined
  /** Of what it had to refuse. */
  readonly refusing: readonly Mismatch[] | undefined
  /** Of what it had to explain. */
  readonly explaining: readonly Mismatch[] | undefined
  /** Of its verdicts, by the language that minted. */
  readonly verifying: ReadonlyMap<string, readonly Mismatch[]>
}

/** A language while it is asked. */
interface Contestant {
  readonly start: Start
  readonly testee: Testee
  version?: string
  failure?: string
  tokens?: readonly Answer[]
  minting?: readonly Mismatch[]
  judging?: readonly Mismatch[]
  refusing?: readonly Mismatch[]
  explaining?: readonly Mismatch[]
  readonly verifying: Map<string, readonly Mismatch[]>
}

/** Asks all of them all of it. Who fails is asked no more, and the others go on. */
export async function compare(
  starts: readonly Start[],
  material: Material,
  surroundings: Surroundings,
): Promise<readonly Language[]> {
  const contestants = starts.map((start): Contestant => {
    return { start, testee: startTestee(start, surroundings), verifying: new Map() }
  })
  const all = (step: (contestant: Contestant) => Promise<void>): Promise<unknown> =>
    Promise.all(contestants.map((contestant) => attempt(contestant, step)))
  try {
    await all(introduce)
    await all((contestant) => mintAll(contestant, material))
    await all((contestant) => verifyAll(contestant, contestants, material))
    await all(async (contestant) => {
      contestant.judging = await mismatchesOf(contestant.testee, material.edits)
      contestant.refusing = await mismatchesOf(contestant.testee, material.refusals)
      contestant.explaining = await mismatchesOf(contestant.testee, material.explanations)
    })
    await all(({ testee }) => testee.end())
  } finally {
    for (const { testee } of contestants) testee.kill()
  }
  return contestants.map(({ start, version, failure, minting, verifying, judging, refusing, explaining }) => {
    return { start, version, failure, minting, verifying, judging, refusing, explaining }
  })
}

async function attempt(contestant: Contestant, step: (contestant: Contestant) => Promise<void>): Promise<void> {
  if (contestant.failure !== undefined) return
  try {
    await step(contestant)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    contestant.failure = error.message
  }
}

async function introduce(contestant: Contestant): Promise<void> {
  const [answer] = await contestant.testee.ask([{ op: 'about' }])
  const { language, version } = Object(answer?.ok === true ? answer.result : {})
  if (language !== contestant.start.language) throw new Failure(`says that it is ${JSON.stringify(language)}`)
  contestant.version = String(version)
}

async function mintAll(contestant: Contestant, { wishes }: Material): Promise<void> {
  const questions = wishes.map(({ op, in: wish, token }): Question => {
    const result = op === 'mint' ? { kitToken: token } : { token04: token }
    return { request: { op, in: wish }, expected: { ok: true, result } }
  })
  contestant.tokens = await contestant.testee.ask(questions.map(({ request }) => request))
  contestant.minting = mismatchesAmong(questions, contestant.tokens)
}

async function verifyAll(
  { testee, verifying }: Contestant,
  minters: readonly Contestant[],
  material: Material,
): Promise<void> {
  for (const { start, tokens } of minters) {
    if (tokens === undefined) continue
    const questions = questionsAbout(material, tokens)
    // oxlint-disable-next-line no-await-in-loop -- a testee answers one after the other anyway
    verifying.set(start.language, await mismatchesOf(testee, questions))
  }
}

/** The questions of the material, put to the tokens that somebody made. What was not made cannot be asked about. */
function questionsAbout({ questions }: Material, tokens: readonly Answer[]): readonly Question[] {
  return questions.flatMap((question, index): Question[] => {
    const token = tokenIn(tokens[index])
    if (token === question.request.token) return [question]
    return token === undefined ? [] : [questionOf({ ...question.request, token })]
  })
}

function tokenIn(answer: Answer | undefined): string | undefined {
  const { kitToken, token04 } = Object(answer?.ok === true ? answer.result : {})
  const token: unknown = kitToken ?? token04
  return typeof token === 'string' ? token : undefined
}

async function mismatchesOf(testee: Testee, questions: readonly Question[]): Promise<readonly Mismatch[]> {
  return mismatchesAmong(questions, await testee.ask(questions.map(({ request }) => request)))
}

function mismatchesAmong(questions: readonly Question[], answers: readonly Answer[]): readonly Mismatch[] {
  return questions.flatMap((question, index) => {
    const { request, expected } = question
    const answer = answers[index]
    return answer === undefined || isRight(question, answer) ? [] : [{ request, expected, answer }]
  })
}
