// One of each thing that can be done to a store, with what it needs made ready before. What is done is told to a ledger.
import { createHash } from 'node:crypto'
import { type ArtifactStore } from '../artifact-store.ts'
import { type Content, type Ledger, type Operation } from './ledger.ts'
import { type Random } from './random.ts'

interface Stored extends Content {
  uri: string
}

/** Does things to one task and tells the ledger. */
export class Actor {
  readonly taskId: string
  readonly #ledger: Ledger
  readonly #random: Random

  constructor(taskId: string, ledger: Ledger, random: Random) {
    this.taskId = taskId
    this.#ledger = ledger
    this.#random = random
  }

  /** Incompressible, and always of the same size; with `text`, the opposite of the first. */
  bytes(options: { text?: boolean; sizeBytes?: number } = {}): Uint8Array {
    const { text = false, sizeBytes = 300 } = options
    const unique = this.#random.bytes(64)
    return text ? Buffer.concat([unique, Buffer.alloc(sizeBytes, 'a line\n')]) : Buffer.concat([unique, this.#random.bytes(sizeBytes)])
  }

  async put(store: ArtifactStore, name: string, bytes = this.bytes()): Promise<Stored> {
    const target = { specName: 'tortured', taskId: this.taskId, name }
    const content = { checksum: createHash('sha256').update(bytes).digest('hex'), ...target }
    return this.#tell({ verb: 'put', contents: [content] }, async (done) => {
      const { record } = await store.upload(bytes, { ...target, type: 'file' })
      done([record.version])
      return { ...content, uri: record.uri }
    })
  }

  async tag(store: ArtifactStore, { checksum, uri }: Stored): Promise<void> {
    await this.#tell({ verb: 'tag', checksums: [checksum], tag: 'tagged' }, async (done) => {
      await store.tag(uri, { set: ['tagged'] })
      done()
    })
  }

  async approve(store: ArtifactStore, artifacts: readonly Stored[]): Promise<void> {
    await this.#tell({ verb: 'tag', checksums: artifacts.map(({ checksum }) => checksum), tag: 'verdict:approved' }, async (done) => {
      await store.giveVerdict({ specName: 'tortured', taskId: this.taskId, version: 1 }, 'approved')
      done()
    })
  }

  async delete(store: ArtifactStore, artifacts: readonly Stored[]): Promise<string[]> {
    return this.#tell({ verb: 'delete', checksums: artifacts.map(({ checksum }) => checksum) }, async (done) => {
      const deleted = await store.delete(artifacts.map(({ uri }) => uri))
      done()
      return deleted.map(({ trashId }) => trashId)
    })
  }

  async restore(store: ArtifactStore, artifacts: readonly Stored[], trashIds: readonly string[]): Promise<void> {
    await this.#tell({ verb: 'restore', checksums: artifacts.map(({ checksum }) => checksum) }, async (done) => {
      await store.restore(trashIds)
      done()
    })
  }

  async purge(store: ArtifactStore, artifacts: readonly Stored[], trashIds: readonly string[]): Promise<void> {
    await this.#tell({ verb: 'purge', checksums: artifacts.map(({ checksum }) => checksum) }, async (done) => {
      await store.purge(trashIds)
      done()
    })
  }

  async #tell<T>(operation: Operation, work: (done: (versions?: number[]) => void) => Promise<T>): Promise<T> {
    return work(this.#ledger.begin(operation))
  }
}

export interface Deed {
  name: string
  versioning: boolean
  /** Makes what the deed needs, and gives the deed. */
  prepare: (actor: Actor, store: ArtifactStore) => Promise<(store: ArtifactStore) => Promise<unknown>>
}

export const deeds: Deed[] = [
  { name: 'a first upload', versioning: true, prepare: async (actor) => (store) => actor.put(store, 'a') },
  {
    name: 'a next version',
    versioning: true,
    prepare: async (actor, before) => {
      await actor.put(before, 'a')
      return (store) => actor.put(store, 'a')
    },
  },
  {
    name: 'a large upload',
    versioning: true,
    prepare: async (actor) => (store) => actor.put(store, 'a', actor.bytes({ text: true, sizeBytes: 2_500_000 })),
  },
  {
    name: 'an overwrite in place',
    versioning: false,
    prepare: async (actor, before) => {
      await actor.put(before, 'dir/a')
      return (store) => actor.put(store, 'dir/a')
    },
  },
  {
    name: 'an overwrite by what compresses',
    versioning: false,
    prepare: async (actor, before) => {
      await actor.put(before, 'dir/a')
      return (store) => actor.put(store, 'dir/a', actor.bytes({ text: true }))
    },
  },
  {
    name: 'a group of uploads',
    versioning: true,
    prepare: async (actor, before) => {
      await actor.put(before, 'a')
      return (store) => together(['a', 'b', 'dir/c', 'a'].map((name) => actor.put(store, name)))
    },
  },
  {
    name: 'a group of overwrites in place',
    versioning: false,
    prepare: async (actor, before) => {
      for (const name of ['a', 'dir/b']) await actor.put(before, name)
      return (store) => together(['a', 'dir/b', 'c'].map((name) => actor.put(store, name)))
    },
  },
  {
    name: 'a tag',
    versioning: true,
    prepare: async (actor, before) => {
      const artifact = await actor.put(before, 'a')
      return (store) => actor.tag(store, artifact)
    },
  },
  {
    name: 'a verdict on an attempt of three',
    versioning: true,
    prepare: async (actor, before) => {
      const artifacts = [await actor.put(before, 'b'), await actor.put(before, 'c'), await actor.put(before, 'dir/d')]
      return (store) => actor.approve(store, artifacts)
    },
  },
  {
    name: 'a delete of two',
    versioning: true,
    prepare: async (actor, before) => {
      const artifacts = [await actor.put(before, 'a'), await actor.put(before, 'dir/b')]
      await actor.put(before, 'c')
      return (store) => actor.delete(store, artifacts)
    },
  },
  {
    name: 'a restore',
    versioning: true,
    prepare: async (actor, before) => {
      const artifacts = [await actor.put(before, 'dir/a')]
      const trashIds = await actor.delete(before, artifacts)
      return (store) => actor.restore(store, artifacts, trashIds)
    },
  },
  {
    name: 'a restore of three',
    versioning: true,
    prepare: async (actor, before) => {
      const artifacts = [await actor.put(before, 'a'), await actor.put(before, 'a'), await actor.put(before, 'dir/b')]
      const trashIds = await actor.delete(before, artifacts)
      return (store) => actor.restore(store, artifacts, trashIds)
    },
  },
  {
    name: 'a purge of two',
    versioning: true,
    prepare: async (actor, before) => {
      const artifacts = [await actor.put(before, 'a'), await actor.put(before, 'a')]
      const trashIds = await actor.delete(before, artifacts)
      return (store) => actor.purge(store, artifacts, trashIds)
    },
  },
  {
    name: 'a download and a list',
    versioning: true,
    prepare: async (actor, before) => {
      const artifact = await actor.put(before, 'a', actor.bytes({ text: true }))
      return async (store) => {
        for await (const chunk of await store.download(artifact.uri)) void chunk
        for await (const chunk of await store.download(artifact.uri, { start: 3, end: 9 })) void chunk
        await store.list()
        await store.listTrash()
      }
    },
  },
]

/** Waits for all of them, whatever becomes of the first that fails. */
async function together(work: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(work)
  await Promise.all(work)
}

/** What work throws, or undefined. */
export async function outcomeOf(work: Promise<unknown>): Promise<Error | undefined> {
  try {
    await work
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
