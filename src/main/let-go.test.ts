import { expect, test } from 'vitest'
import { keep, letGo, own } from './let-go.ts'

test('an owned buffer is freed with its last chunk, and not before', () => {
  const buffer = new ArrayBuffer(8)
  letGo(own(new Uint8Array(buffer, 0, 4)))
  expect(buffer.byteLength).toBe(8)
  letGo(own(new Uint8Array(buffer, 4, 4)))
  expect(buffer.byteLength).toBe(0)
})

test('a buffer that somebody else may read stays', () => {
  const chunk = new Uint8Array([1, 2, 3])
  letGo(chunk)
  expect(chunk).toEqual(new Uint8Array([1, 2, 3]))
})

test('a chunk that was kept stays, though it was owned', () => {
  const chunk = own(new Uint8Array([1, 2, 3]))
  letGo(keep(chunk))
  expect(chunk).toEqual(new Uint8Array([1, 2, 3]))
})
