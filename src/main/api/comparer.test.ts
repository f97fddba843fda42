// Comparisons of two artifacts as a window asks for them, with the real store and pool underneath.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { interdiffAddress } from '../../shared/address.ts'
import { recogniseType } from '../facts/recognise.ts'
import { openFactsPool, type FactsPool } from '../facts/facts-pool.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { makeFolder, openTestStore } from '../store/test-store.ts'
import { type Comparer, createComparer } from './comparer.ts'
import { sendInterdiff } from './send-interdiff.ts'

let store: ArtifactStore
let folder: Awaited<ReturnType<typeof makeFolder>>
let pool: FactsPool
let comparer: Comparer
let comparisons: number

beforeEach(async () => {
  folder = await makeFolder()
  store = await openTestStore({ root: folder.path })
  pool = openFactsPool({ threads: 1 })
  comparisons = 0
  const counted: FactsPool = {
    ...pool,
    compareLogs: (first, second) => {
      comparisons++
      return pool.compareLogs(first, second)
    },
  }
  comparer = createComparer(counted)
})
afterEach(async () => {
  await store.close()
  await pool.close()
  await folder.remove()
})

async function put(name: string, version: number, content: string): Promise<string> {
  const bytes = async function* () {
    yield Buffer.from(content)
  }
  return (await store.upload(bytes(), { specName: 's', taskId: 't', name, version, type: recogniseType(name, Buffer.from(content)) }))
    .record.uri
}
const patch = (line: string) => `--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+${line}\n`

describe('two artifacts', () => {
  it('are compared by what they are', async () => {
    const junit = (inner: string) => `<testsuite name="s"><testcase name="a">${inner}</testcase></testsuite>`
    const tests = { first: await put('junit.xml', 1, junit('')), second: await put('junit.xml', 2, junit('<failure message="no"/>')) }
    expect(await comparer.tests(store, tests)).toMatchObject({ counts: { broke: 1 } })
    const diffs = { first: await put('a.diff', 1, patch('b')), second: await put('a.diff', 2, patch('c')) }
    expect((await comparer.diffs(store, diffs)).files).toMatchObject([{ path: 'x', state: 'changed', insertions: 1, deletions: 1 }])
    const logs = { first: await put('a.log', 1, 'one\n'), second: await put('a.log', 2, 'two\n') }
    expect(await comparer.logs(store, logs)).toMatchObject({ first: { listed: [{ text: 'one' }] }, second: { listed: [{ text: 'two' }] } })
  })

  it('are compared once, while they are the same', async () => {
    const uris = { first: await put('a.log', 1, 'one\n'), second: await put('a.log', 2, 'two\n') }
    await Promise.all([comparer.logs(store, uris), comparer.logs(store, uris)])
    await comparer.logs(store, uris)
    expect(comparisons).toBe(1)
    await comparer.logs(store, { first: uris.second, second: uris.first })
    expect(comparisons).toBe(2)
  })

  it('of which one is gone are not compared', async () => {
    const uri = await put('a.log', 1, 'one\n')
    const other = await put('b.log', 1, 'two\n')
    await comparer.logs(store, { first: uri, second: other })
    await store.delete([other])
    await expect(comparer.logs(store, { first: uri, second: other })).rejects.toMatchObject({ code: 'artifact.not-found' })
  })
})

describe('a comparison that is watched', () => {
  const uris = async () => ({ first: await put('a.log', 1, 'one\n'), second: await put('a.log', 2, 'two\n') })

  it('ends with its answer', async () => {
    const steps = await Array.fromAsync(comparer.watchLogs(store, await uris(), undefined))
    expect(steps.at(-1)).toMatchObject({ state: 'compared', answer: { first: { listed: [{ text: 'one' }] } } })
  })

  it('tells how much was read, and reads no more when nobody waits', async () => {
    // A thread that takes no more until it is told to, so that the comparison stays where it is.
    const taken = Promise.withResolvers<void>()
    const ended = Promise.withResolvers<string>()
    const slow = createComparer({
      ...pool,
      compareLogs: async (first) => {
        try {
          for await (const chunk of await first.open()) await taken.promise.then(() => chunk)
          ended.resolve('read to its end')
        } catch (error) {
          ended.resolve(error instanceof Error ? error.name : '')
        }
        throw new Error('it has no answer')
      },
    })
    const records = await uris()
    const [one, other] = [slow.watchLogs(store, records, undefined), slow.watchLogs(store, records, undefined)]
    expect((await one.next()).value).toEqual({ state: 'comparing', progress: { done: 4, total: 12 } })
    expect((await other.next()).value).toMatchObject({ state: 'comparing' })
    await one.return()
    expect((await other.next()).value).toMatchObject({ state: 'comparing' })
    await other.return()
    taken.resolve()
    expect(await ended.promise).toBe('AbortError')
  })

  it('of two diffs gives their files, and is ended when nobody waits', async () => {
    const diffs = { first: await put('a.diff', 1, patch('b')), second: await put('a.diff', 2, patch('c')) }
    const steps = await Array.fromAsync(comparer.watchDiffs(store, diffs, undefined))
    expect(steps.at(-1)).toMatchObject({ state: 'compared', answer: [{ path: 'x', state: 'changed' }] })
    const ended = Promise.withResolvers<boolean>()
    const endless = createComparer({
      ...pool,
      compareDiffs: (_first, _second, signal) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => {
            ended.resolve(signal.aborted)
            reject(new Error('it was ended'))
          })
        }),
    })
    const watching = endless.watchDiffs(store, diffs, undefined)
    expect((await watching.next()).value).toMatchObject({ state: 'comparing' })
    await watching.return()
    expect(await ended.promise).toBe(true)
  })

  it('begins anew for who asks after everybody left', async () => {
    const begun: string[] = []
    const holds = Promise.withResolvers<void>()
    const slow = createComparer({
      ...pool,
      compareLogs: async (first, second) => {
        begun.push(first.subject.name)
        if (begun.length > 1) return pool.compareLogs(first, second)
        await holds.promise
        for await (const chunk of await first.open()) void chunk
        throw new Error('it has no answer')
      },
    })
    const records = await uris()
    const leaving = slow.watchLogs(store, records, undefined)
    await leaving.next()
    await leaving.return()
    const steps = Array.fromAsync(slow.watchLogs(store, records, undefined))
    await expect.poll(() => begun.length).toBe(2)
    holds.resolve()
    expect((await steps).at(-1)).toMatchObject({ state: 'compared', answer: { first: { listed: [{ text: 'one' }] } } })
  })
})

describe('the interdiff of two diffs', () => {
  const ask = async (first: string, second: string) => {
    const url = new URL(interdiffAddress(first, second, ['a', 'b']), 'http://127.0.0.1')
    const response = await sendInterdiff(store, comparer, new Request(url), url)
    return { response, text: await response.text() }
  }

  it('comes by address, as bytes that no browser shows', async () => {
    const { response, text } = await ask(await put('a.diff', 1, patch('b')), await put('a.diff', 2, patch('c')))
    expect(text).toContain('\n-b\n+c\n')
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
    expect(response.headers.get('content-length')).toBe(String(text.length))
  })

  it('is empty where both make the same', async () => {
    const uri = await put('a.diff', 1, patch('b'))
    expect((await ask(uri, uri)).text).toBe('')
  })

  it('needs the names of two diffs', async () => {
    const url = new URL('http://127.0.0.1/interdiff?first=x')
    await expect(sendInterdiff(store, comparer, new Request(url), url)).rejects.toMatchObject({ code: 'request.invalid' })
  })
})
