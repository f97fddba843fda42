// A store that NecroCode writes to and Vitrine opens, and what tests ask of it.
import { afterEach, beforeEach } from 'vitest'
import { type ArtifactStore } from '../artifact-store.ts'
import { makeFolder, openTestStore, readText } from '../test-store.ts'
import { openPythonStore } from './necrocode-fixture.ts'

export let folder: Awaited<ReturnType<typeof makeFolder>>
let store: ArtifactStore | undefined
export let python: ReturnType<typeof openPythonStore>
const zone = process.env['TZ']

/** Gives each test of a file a folder that NecroCode writes to and Vitrine opens. */
export function openForEachTest(): void {
  beforeEach(async () => {
    folder = await makeFolder()
    python = openPythonStore({ root: folder.path })
    store = undefined
  })
  afterEach(async () => {
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
    await closeStore()
    await folder.remove()
  })
}

export const open = async (settings = {}) => (store = await openTestStore({ root: folder.path, settings }))
export const refresh = async (opened: ArtifactStore, everything = false) => {
  for await (const progress of opened.reindex({ everything })) void progress
}
export const list = async (opened: ArtifactStore, filter = {}) =>
  (await opened.list({ filter, sort: 'created' })).artifacts.map(({ record }) => record)
export const text = async (opened: ArtifactStore, uri: string) => readText(await opened.download(uri))
export const shape = (records: Awaited<ReturnType<typeof list>>) =>
  records.map(({ specName, taskId, name, version }) => `${specName} ${taskId} ${name} ${version}`).toSorted()

export async function closeStore(): Promise<void> {
  await store?.close()
  store = undefined
}
