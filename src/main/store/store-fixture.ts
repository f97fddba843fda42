// An open store in a folder of its own, for each test of a file.
import { afterEach, beforeEach } from 'vitest'
import { type ArtifactStore } from './artifact-store.ts'
import { makeFolder, openTestStore } from './test-store.ts'

/** The folder that is the store. */
export let folder: Awaited<ReturnType<typeof makeFolder>>
export let store: ArtifactStore

/** A task to put artifacts into. */
export const at = { specName: 'chat-app', taskId: '1.1' }

/** Opens the store again without closing it; at another place, when that is where it was moved. */
export const open = async (settings = {}, root = folder.path) => (store = await openTestStore({ root, settings }))

export const reopen = async (settings = {}) => {
  await store.close()
  return open(settings)
}

export function openForEachTest(): void {
  beforeEach(async () => {
    folder = await makeFolder()
    await open()
  })
  afterEach(async () => {
    await store.close()
    await folder.remove()
  })
}
