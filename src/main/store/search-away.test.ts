// [S12] in a bucket whose service is away.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { pace } from '../backends/bucket/retry.ts'
import { type FaultProxy, startFaultProxy } from '../backends/servers/fault-proxy.ts'
import { type S3Server, startS3Server } from '../backends/servers/s3-server.ts'
import { openS3At } from '../backends/servers/s3-store.ts'
import { openTestStore } from './test-store.ts'

let server: S3Server
let proxy: FaultProxy
let store: Awaited<ReturnType<typeof openTestStore>>
beforeEach(async () => {
  Object.assign(pace, { firstPauseMs: 1, longestPauseMs: 4 })
  server = await startS3Server()
  proxy = await startFaultProxy(server.endpoint)
  store = await openTestStore({ root: '', parts: { backend: await openS3At({ ...server, endpoint: proxy.endpoint }) } })
})
afterEach(async () => {
  await store.close()
  await Promise.all([proxy.stop(), server.stop()])
})

test('[S12] a search whose contents cannot be read for now says so, and does not say that nothing was found', async () => {
  await store.upload(Buffer.from('a needle'), { specName: 's', taskId: '1', type: 'log', name: 'needle.log' })
  await store.settled()
  const names = async (query: string) => (await store.search(query, {})).results.map(({ artifact }) => artifact.record.name)
  expect(await names('needle')).toEqual(['needle.log'])
  proxy.inject({ kind: 'answer', status: 503 }, { times: Infinity })
  await expect(names('needle')).rejects.toMatchObject({
    code: 'store.unreachable',
    details: { problem: 'no-answer', reason: 'it answers HTTP 503' },
  })
  expect(await names('type:log')).toEqual(['needle.log'])
  proxy.clear()
  expect(await names('needle')).toEqual(['needle.log'])
})
