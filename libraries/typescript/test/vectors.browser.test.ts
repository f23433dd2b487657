// Every vector of spec/vectors, on the portable provider in a real browser.
import { provider } from '../src/crypto/portable.ts'
import { parseDiagnosis, testDiagnosis, testKeylessDiagnosis } from './diagnosis_suite.ts'
import { parseVectors, testVectors } from './vectors_suite.ts'

/** In the order of `vectorFiles`; spelled out, so that the server of the tests finds them. */
const urls = [
  new URL('../../../spec/vectors/mint.json', import.meta.url),
  new URL('../../../spec/vectors/verify.json', import.meta.url),
  new URL('../../../spec/vectors/hostile.json', import.meta.url),
  new URL('../../../spec/vectors/dialects.json', import.meta.url),
]

async function read(url: URL): Promise<string> {
  const response = await fetch(url)
  return response.text()
}

testVectors('portable', provider, parseVectors(await Promise.all(urls.map(read))))

const diagnosis = parseDiagnosis(await read(new URL('../../../spec/vectors/diagnosis.json', import.meta.url)))
testDiagnosis('portable', provider, diagnosis)
testKeylessDiagnosis(diagnosis)
