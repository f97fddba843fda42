import { type QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createQueryClient } from './query.ts'

const queryKey = ['task']

describe('what becomes stale while it is read', () => {
  let queryClient: QueryClient
  let answers: PromiseWithResolvers<string>[]
  let leave: () => void
  const shown = () => queryClient.getQueryData(queryKey)
  const isRead = (times: number) => vi.waitFor(() => expect(answers).toHaveLength(times))

  beforeEach(async () => {
    queryClient = createQueryClient()
    answers = []
    const queryFn = () => {
      const answer = Promise.withResolvers<string>()
      answers.push(answer)
      return answer.promise
    }
    leave = new QueryObserver(queryClient, { queryKey, queryFn }).subscribe(() => undefined)
    await isRead(1)
  })

  afterEach(() => {
    leave()
    queryClient.clear()
  })

  it('is read again when its first answer is there, which may be from before', async () => {
    void queryClient.invalidateQueries({ queryKey })
    answers[0]?.resolve('before')
    await isRead(2)
    expect(shown()).toBe('before')
    answers[1]?.resolve('after')
    await vi.waitFor(() => expect(shown()).toBe('after'))
    expect(queryClient.getQueryState(queryKey)).toMatchObject({ isInvalidated: false, fetchStatus: 'idle' })
  })

  it('is read again when its first read fails', async () => {
    void queryClient.invalidateQueries({ queryKey })
    answers[0]?.reject(new Error('broken'))
    await isRead(2)
    answers[1]?.resolve('after')
    await vi.waitFor(() => expect(shown()).toBe('after'))
  })

  it('is read anew at once where an earlier answer is there, and then once only', async () => {
    answers[0]?.resolve('first')
    await vi.waitFor(() => expect(shown()).toBe('first'))
    void queryClient.invalidateQueries({ queryKey })
    await isRead(2)
    void queryClient.invalidateQueries({ queryKey })
    await isRead(3)
    answers[1]?.resolve('overtaken')
    answers[2]?.resolve('last')
    await vi.waitFor(() => expect(shown()).toBe('last'))
    expect(answers).toHaveLength(3)
  })
})
