// A store each of whose answers is of now, although its catalog may be behind; see following.ts.
import { type ArtifactStore } from './artifact-store.ts'
import { type Place } from './catalog/catalog.ts'
import { type Following } from './following.ts'
import { taskFolder } from './key.ts'

/** The same store; what an answer is made of is looked at before. Changes look for themselves. */
export function freshStore(
  store: ArtifactStore,
  { freshen, freshenTask }: Pick<Following, 'freshen' | 'freshenTask'>,
  placeOf: (uri: string) => Promise<Place | undefined>,
): ArtifactStore {
  const freshenUri = async (uri: string) => {
    const place = await placeOf(uri)
    if (place !== undefined) await freshenTask(place.folder)
  }
  const afterUri =
    <P extends readonly unknown[], R>(work: (uri: string, ...parameters: P) => Promise<R>) =>
    async (uri: string, ...parameters: P): Promise<R> => {
      await freshenUri(uri)
      return work(uri, ...parameters)
    }
  const afterAll =
    <P extends readonly unknown[], R>(work: (...parameters: P) => Promise<R>) =>
    async (...parameters: P): Promise<R> => {
      await freshen()
      return work(...parameters)
    }
  return {
    ...store,
    get: afterUri((uri) => store.get(uri)),
    find: afterUri((uri) => store.find(uri)),
    exists: afterUri((uri) => store.exists(uri)),
    getSize: afterUri((uri) => store.getSize(uri)),
    download: afterUri((uri, options) => store.download(uri, options)),
    listVersions: afterUri((uri) => store.listVersions(uri)),
    list: async (options) => {
      await freshen(options?.filter)
      return store.list(options)
    },
    sum: async (filter) => {
      await freshen(filter)
      return store.sum(filter)
    },
    getTask: async (specName, taskId) => {
      await freshenTask(taskFolder(specName.normalize('NFC'), taskId.normalize('NFC')))
      return store.getTask(specName, taskId)
    },
    info: afterAll(() => store.info()),
    listSpecs: afterAll(() => store.listSpecs()),
    listQueue: afterAll((request) => store.listQueue(request)),
    search: afterAll((query, options) => store.search(query, options)),
    usage: afterAll(() => store.usage()),
    specUsage: afterAll((specName) => store.specUsage(specName)),
    planCleanup: afterAll((options) => store.planCleanup(options)),
    completeFacts: afterAll(() => store.completeFacts()),
    publishCatalog: afterAll(() => store.publishCatalog()),
    verify: async function* (options) {
      await freshen(options?.filter)
      return yield* store.verify(options)
    },
  }
}
