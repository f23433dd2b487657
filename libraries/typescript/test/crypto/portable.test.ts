import { describe } from 'vitest'
import { provider } from '../../src/crypto/portable.ts'
import { testProvider } from './provider_suite.ts'

describe('the portable provider', () => testProvider(provider))
