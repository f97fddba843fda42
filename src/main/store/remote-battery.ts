// What every bucket that several machines share must do for the store; each kind of bucket calls it.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toVitrineError } from '../../shared/errors.ts'
import { type ArtifactStore } from './artifact-store.ts'
import { type StoreParts } from './store-parts.ts'
import { type StorageBackend } from './backend.ts'
import { type StoreSettings } from './store-settings.ts'
import { finish, openTestStore, readText } from './test-store.ts'

export interface SharedBucket {
  open: () => Promise<StorageBackend>
  stop: () => Promise<void>
}

const at = { specName: 'spec', taskId: '1', type: 'log' } as const
const bytes = (text: string) => Buffer.from(text)

/** Declares the tests for one kind of bucket; `start` gives an empty one of its own to each test. */
export function describeMachines(name: string, start: () => Promise<SharedBucket>): void {
  describe(`a bucket of ${name}`, () => {
    let bucket: SharedBucket
    let machines: ArtifactStore[]
    beforeEach(async () => {
      bucket = await start()
      machines = []
    })
    afterEach(async () => {
      await Promise.all(machines.map((machine) => machine.close()))
      await bucket.stop()
    })

    /** A machine has a catalog and a lock table of its own. */
    const openMachine = async (settings: Partial<StoreSettings> = {}, parts: Partial<StoreParts> = {}) => {
      const machine = await openTestStore({ root: '', settings, parts: { backend: await bucket.open(), ...parts } })
      machines.push(machine)
      return machine
    }
    const contentOf = async (store: ArtifactStore, uri: string) => readText(await store.download(uri))
    /** As a machine sees it that comes now. */
    const newcomer = async () => {
      const store = await openMachine()
      const { artifacts } = await store.list({ limit: 1000 })
      const verified = store.verify()
      for (;;) {
        const step = await verified.next()
        if (step.done === true) {
          expect(step.value).toMatchObject({ corrupt: 0, missing: 0, unrecorded: 0, valid: artifacts.length })
          break
        }
      }
      const backend = await bucket.open()
      const left: string[] = []
      for await (const { key } of backend.list('.vitrine/')) if (!/^\.vitrine\/(trash|reports)\//.test(key)) left.push(key)
      for await (const { id } of backend.listStages()) left.push(id)
      expect(left).toEqual([])
      return { store, artifacts: artifacts.map(({ record }) => record) }
    }

    test('[S6] what one machine stores every other sees', async () => {
      const [one, two] = [await openMachine(), await openMachine()]
      const { record } = await one.upload(bytes('from one'), { ...at, tags: ['t'], metadata: { agent: 'a' } })
      for await (const progress of two.reindex({ everything: false })) void progress
      expect((await two.get(record.uri)).record).toEqual(record)
      expect(await contentOf(two, record.uri)).toBe('from one')
    })

    test('[S6] two machines that write one task lose neither’s records', async () => {
      const [one, two] = [await openMachine(), await openMachine()]
      const uploads = Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? one : two).upload(bytes(`content ${index}`), { ...at, metadata: { index } }),
      )
      const outcomes = await Promise.all(uploads)
      const versions = outcomes.map(({ record }) => record.version).toSorted((a, b) => a - b)
      expect(versions).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
      const { store, artifacts } = await newcomer()
      expect(artifacts).toHaveLength(20)
      for (const { uri, metadata } of artifacts) expect(await contentOf(store, uri)).toBe(`content ${JSON.stringify(metadata['index'])}`)
    })

    test('[S6] large and small uploads, tags and deletes by three machines at once keep each other’s effect', async () => {
      const [one, two, three] = [await openMachine(), await openMachine(), await openMachine()]
      const { record } = await one.upload(bytes('first'), { ...at, name: 'first' })
      const { record: doomed } = await one.upload(bytes('doomed'), { ...at, name: 'doomed' })
      const large = Buffer.alloc(9 * 1024 * 1024, 'large content that does not shrink: ').map(
        (byte, index) => byte ^ ((index * 2654435761) >>> 13),
      )
      for (const store of [two, three]) for await (const progress of store.reindex({ everything: false })) void progress
      await Promise.all([
        one.upload(large, { ...at, name: 'large' }),
        two.tag(record.uri, { add: ['two'] }),
        three.tag(record.uri, { add: ['three'] }),
        two.delete([doomed.uri]),
        three.upload(bytes('small'), { ...at, name: 'small' }),
        one.tag(record.uri, { add: ['one'] }),
      ])
      const { store, artifacts } = await newcomer()
      expect(artifacts.map(({ name }) => name).toSorted()).toEqual(['first', 'large', 'small'])
      expect(artifacts.find(({ name }) => name === 'first')?.tags.toSorted()).toEqual(['one', 'three', 'two'])
      expect((await store.listTrash()).map(({ record }) => record.name)).toEqual(['doomed'])
    })

    test('[S4] the same bytes from several machines at once are one version', async () => {
      const writers = await Promise.all(Array.from({ length: 4 }, () => openMachine()))
      const outcomes = await Promise.all(writers.map((store) => store.upload(bytes('the same'), at)))
      expect(new Set(outcomes.map(({ record }) => record.uri)).size).toBe(1)
      expect(outcomes.filter(({ isNew }) => isNew)).toHaveLength(1)
      expect((await newcomer()).artifacts).toHaveLength(1)
    })

    test('[S8] what two machines delete at once is in the trash once, and comes back exactly', async () => {
      const [one, two] = [await openMachine(), await openMachine()]
      const { record } = await one.upload(bytes('deleted twice'), { ...at, tags: ['kept'] })
      for await (const progress of two.reindex({ everything: false })) void progress
      await Promise.all([one.delete([record.uri]), two.delete([record.uri])])
      const [trashed, ...others] = await two.listTrash()
      expect(others).toEqual([])
      const outcomes = await Promise.allSettled([one.restore([trashed?.trashId ?? '']), two.restore([trashed?.trashId ?? ''])])
      const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [toVitrineError(outcome.reason).code] : []))
      expect(refusals.length).toBeLessThan(2)
      for (const code of refusals) expect(['artifact.exists', 'artifact.not-found']).toContain(code)
      const { store, artifacts } = await newcomer()
      expect(artifacts).toEqual([record])
      expect(await contentOf(store, record.uri)).toBe('deleted twice')
      expect(await store.listTrash()).toEqual([])
    })

    test('[S7] without versions the last writer’s bytes and record stand together', async () => {
      const settings = { versioning: false }
      const writers = [await openMachine(settings), await openMachine(settings), await openMachine(settings)]
      for (let round = 0; round < 3; round++)
        await Promise.all(
          writers.map((store, writer) => store.upload(bytes(`round ${round} of ${writer}`), { ...at, metadata: { writer } })),
        )
      const { store, artifacts } = await newcomer()
      expect(artifacts).toHaveLength(1)
      for (const { uri, metadata } of artifacts)
        expect(await contentOf(store, uri)).toBe(`round 2 of ${JSON.stringify(metadata['writer'])}`)
    })

    test('[S9] a cleanup deletes exactly its plan, and leaves what another machine changed since', async () => {
      const [one, two] = [await openMachine(), await openMachine()]
      const old = '2020-01-01T00:00:00.000Z'
      const { record: due } = await one.upload(bytes('due'), { ...at, name: 'due', createdAt: old })
      const { record: saved } = await one.upload(bytes('saved'), { ...at, name: 'saved', createdAt: old })
      await one.upload(bytes('newest'), { ...at, name: 'newest', version: 2 })
      const plan = await one.planCleanup()
      expect(plan.due.map(({ uri }) => uri).toSorted()).toEqual([due.uri, saved.uri].toSorted())
      for await (const progress of two.reindex({ everything: false })) void progress
      await two.tag(saved.uri, { add: ['pinned'] })
      await finish(one.applyCleanup(plan))
      const { store } = await newcomer()
      expect((await store.list()).artifacts.map(({ record }) => record.name).toSorted()).toEqual(['newest', 'saved'])
      expect((await store.listTrash()).map(({ record }) => record.uri)).toEqual([due.uri])
    })

    test('[S6] a change elsewhere reaches whoever watches', async () => {
      const [one, two] = [await openMachine(), await openMachine({}, { refreshMs: 100 })]
      const seen = Promise.withResolvers<unknown>()
      const stop = two.watch((changes) => {
        for (const change of changes) if (change.specName === 'seen') seen.resolve(change)
      })
      await one.upload(bytes('x'), { specName: 'seen', taskId: '1', type: 'log' })
      expect(await seen.promise).toMatchObject({ specName: 'seen', taskId: '1' })
      stop()
    })

    test('[S12] a machine that asks for one task looks at that task alone, and sees what is new in it', async () => {
      const one = await openMachine()
      const { record } = await one.upload(bytes('first'), at)
      const asker = await openMachine()
      expect(await contentOf(asker, record.uri)).toBe('first')
      expect((await asker.upload(bytes('second'), at)).record.version).toBe(2)
      const { record: third } = await one.upload(bytes('third'), at)
      expect(third.version).toBe(3)
      const other = await openMachine()
      expect((await other.listVersions(record.uri)).map(({ record }) => record.version)).toEqual([1, 2, 3])
    })

    test('[S11] what another machine deleted is gone, not damaged', async () => {
      const [one, two] = [await openMachine(), await openMachine()]
      const { record } = await one.upload(bytes('gone soon'), at)
      for await (const progress of two.reindex({ everything: false })) void progress
      await one.delete([record.uri])
      await expect(two.download(record.uri)).rejects.toMatchObject({ code: 'artifact.not-found' })
      await expect(two.get(record.uri)).rejects.toMatchObject({ code: 'artifact.not-found' })
    })
  })
}
