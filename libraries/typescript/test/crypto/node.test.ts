import { describe } from 'vitest'
import { provider } from '../../src/crypto/node.ts'
import { testProvider } from './provider_suite.ts'

describe('the node provider', () => testProvider(provider))
