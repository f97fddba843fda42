import { expect, test } from 'vitest'
import { readStoreArguments } from './store-arguments.ts'

test('finds the store and the configuration among other switches', () => {
  const words = ['.', '--no-first-run', '--store', '/a b', '--lang=en', '--config=/c.yaml', 'extra']
  expect(readStoreArguments(words)).toEqual({ store: '/a b', config: '/c.yaml' })
  expect(readStoreArguments(['.', '--inspect', '--store'])).toEqual({})
})
