// A process that works on a store until it is stopped or has done its share, and prints what it begins and what it finished.
import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type ArtifactStore } from '../artifact-store.ts'
import { applyImport } from '../import/apply-import.ts'
import { planImport } from '../import/plan-import.ts'
import { openTestStore } from '../test-store.ts'
import { type Content, type Operation, type WriterLine } from './ledger.ts'
import { openRandom, type Random } from './random.ts'
import { messageOf } from '../../../shared/message-of.ts'

export type Verb = Operation['verb']

/** An artifact that the writer may tag, delete, restore or purge: nobody else does. */
export interface Owned extends Content {
  uri: string
  /** Absent while it is in the store. */
  trashId?: string
}

export interface WriterPlan {
  root: string
  seed: number
  versioning: boolean
  /** Operations under way at once. */
  parallel: number
  /** It ends by itself after so many. */
  operations: number
  verbs: Verb[]
  tasks: string[]
  names: string[]
  owned: Owned[]
  /** For the files it imports. */
  scratch: string
}

const print = (line: WriterLine) => void writeSync(1, `${JSON.stringify(line)}\n`)
const specName = 'tortured'

/** Runs a plan to its end. */
export async function runWriter(plan: WriterPlan): Promise<void> {
  print({ is: 'opening' })
  const store = await openTestStore({ root: plan.root, settings: { versioning: plan.versioning } })
  print({ is: 'open' })
  const writer = new Writer(store, plan)
  await Promise.all(Array.from({ length: plan.parallel }, (_, index) => writer.work(`${plan.seed} ${index}`)))
  await store.close()
}

class Writer {
  readonly #store: ArtifactStore
  readonly #plan: WriterPlan
  readonly #owned: Owned[]
  /** Names with an operation under way: what two at once would leave is nobody's promise. */
  readonly #busy = new Set<string>()
  #numbers = 0

  constructor(store: ArtifactStore, plan: WriterPlan) {
    this.#store = store
    this.#plan = plan
    this.#owned = [...plan.owned]
  }

  async work(label: string): Promise<void> {
    const random = openRandom(this.#plan.seed).fork(label)
    while (this.#numbers < this.#plan.operations) await this.#operate(random.pick(this.#plan.verbs), random)
  }

  async #operate(verb: Verb, random: Random): Promise<void> {
    switch (verb) {
      case 'put':
        return this.#put(random)
      case 'import':
        return this.#import(random)
      case 'tag': {
        const tag = `tag-${random.integer(1000)}`
        return this.#change(
          random,
          'store',
          (checksums) => ({ verb, checksums, tag }),
          async ([artifact]) => {
            await this.#store.tag(artifact?.uri ?? '', { set: [tag] })
          },
        )
      }
      case 'delete':
        return this.#change(
          random,
          'store',
          (checksums) => ({ verb, checksums }),
          async (artifacts) => this.#trashed(artifacts, await this.#store.delete(artifacts.map(({ uri }) => uri))),
        )
      case 'cleanup':
        return this.#change(
          random,
          'store',
          (checksums) => ({ verb, checksums }),
          (artifacts) => this.#cleanup(artifacts),
        )
      case 'restore':
        return this.#change(
          random,
          'trash',
          (checksums) => ({ verb, checksums }),
          async (artifacts) => {
            const restored = await this.#store.restore(artifacts.map(({ trashId }) => trashId ?? ''))
            for (const [index, artifact] of artifacts.entries()) {
              delete artifact.trashId
              artifact.uri = restored[index]?.record.uri ?? ''
            }
          },
        )
      case 'purge':
        return this.#change(
          random,
          'trash',
          (checksums) => ({ verb, checksums }),
          async (artifacts) => {
            await this.#store.purge(artifacts.map(({ trashId }) => trashId ?? ''))
            for (const artifact of artifacts) this.#owned.splice(this.#owned.indexOf(artifact), 1)
          },
        )
    }
  }

  async #put(random: Random): Promise<void> {
    const [taskId, name] = [random.pick(this.#plan.tasks), random.pick(this.#plan.names)]
    const key = keyOf({ taskId, name })
    // Versions of one name may be made side by side; what replaces the same bytes may not.
    if (!this.#plan.versioning && this.#busy.has(key)) return nextTurn()
    const bytes = contentBytes(random)
    const content = { checksum: checksumOf(bytes), specName, taskId, name }
    if (!this.#plan.versioning) this.#busy.add(key)
    await this.#run({ verb: 'put', contents: [content] }, async () => {
      const { record } = await this.#store.upload(bytes, { specName, taskId, name, type: 'file' })
      if (!this.#plan.versioning) this.#forget(key)
      this.#owned.push({ ...content, uri: record.uri })
      return [record.version]
    })
    if (!this.#plan.versioning) this.#busy.delete(key)
  }

  async #import(random: Random): Promise<void> {
    const folder = join(this.#plan.scratch, `import-${random.integer(2 ** 30)}`)
    const contents: Content[] = []
    const taskId = random.pick(this.#plan.tasks)
    for (let index = 0; index < 3; index++) {
      const bytes = contentBytes(random)
      const name = `imported-${random.integer(2 ** 30)}`
      const path = join(folder, specName, taskId, name)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, bytes)
      contents.push({ checksum: checksumOf(bytes), specName, taskId, name })
    }
    const plan = await planImport(this.#store, folder, { layout: 'tasks' })
    await this.#run({ verb: 'import', contents }, async () => {
      const steps = applyImport(this.#store, plan)
      for (let step = await steps.next(); ; step = await steps.next()) {
        if (step.done !== true) continue
        const [failed] = step.value.failed
        if (failed !== undefined) throw failed.error
        return
      }
    })
  }

  async #cleanup(artifacts: Owned[]): Promise<void> {
    const uris = new Set(artifacts.map(({ uri }) => uri))
    const days = { diff: 0, log: 0, test: 0, file: 0 }
    const keep = { pinned: false, newest: 0, unreviewed: false, tags: [] }
    const plan = await this.#store.planCleanup({ policy: { days, keep }, now: new Date(Date.now() + 60_000) })
    const steps = this.#store.applyCleanup({ ...plan, due: plan.due.filter(({ uri }) => uris.has(uri)) })
    for (let step = await steps.next(); ; step = await steps.next()) {
      if (step.done !== true) continue
      const [skipped] = step.value.skipped
      if (skipped !== undefined) throw new Error(`cleanup skipped ${JSON.stringify(skipped)}`)
      return this.#trashed(artifacts, step.value.deleted)
    }
  }

  /** Does something to up to three artifacts that are where it needs them, and that nothing else is being done to. */
  async #change(
    random: Random,
    where: 'store' | 'trash',
    describe: (checksums: string[]) => Operation,
    work: (artifacts: Owned[]) => Promise<void>,
  ): Promise<void> {
    const chosen = new Map<string, Owned>()
    for (let tries = describe([]).verb === 'tag' ? 1 : 1 + random.integer(3); tries > 0 && this.#owned.length > 0; tries--) {
      const artifact = random.pick(this.#owned)
      const key = keyOf(artifact)
      const isThere = (artifact.trashId === undefined) === (where === 'store')
      if (isThere && !this.#busy.has(key) && !this.#isInTheWay(artifact, describe([]).verb)) chosen.set(key, artifact)
    }
    if (chosen.size === 0) return nextTurn()
    for (const key of chosen.keys()) this.#busy.add(key)
    const artifacts = [...chosen.values()]
    await this.#run(describe(artifacts.map(({ checksum }) => checksum)), () => work(artifacts))
    for (const key of chosen.keys()) this.#busy.delete(key)
  }

  /** Without versions, what is stored under the name keeps the trashed one from coming back. */
  #isInTheWay(artifact: Owned, verb: Verb): boolean {
    return (
      verb === 'restore' &&
      !this.#plan.versioning &&
      this.#owned.some((other) => other.trashId === undefined && keyOf(other) === keyOf(artifact))
    )
  }

  #forget(key: string): void {
    const index = this.#owned.findIndex((artifact) => artifact.trashId === undefined && keyOf(artifact) === key)
    if (index !== -1) this.#owned.splice(index, 1)
  }

  #trashed(artifacts: Owned[], deleted: readonly { uri: string; trashId: string }[]): void {
    for (const artifact of artifacts) {
      const trashId = deleted.find(({ uri }) => uri === artifact.uri)?.trashId
      if (trashId === undefined) throw new Error(`${artifact.uri} was not there to be deleted`)
      artifact.trashId = trashId
    }
  }

  async #run(operation: Operation, work: () => Promise<number[] | void>): Promise<void> {
    const number = ++this.#numbers
    print({ is: 'begun', number, operation })
    try {
      const versions = await work()
      print({ is: 'done', number, ...(Array.isArray(versions) ? { versions } : {}) })
    } catch (error) {
      print({ is: 'failed', number, reason: messageOf(error) })
    }
  }
}

/** Lets the other loops go on, and what they wait for. */
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))
const keyOf = ({ taskId, name }: Pick<Content, 'taskId' | 'name'>) => `${taskId} ${name}`
const checksumOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Mostly of one size, so that a size tells nothing about whose bytes they are. */
function contentBytes(random: Random): Uint8Array {
  const unique = random.bytes(64)
  const kind = random.integer(10)
  if (kind < 7) return Buffer.concat([unique, random.bytes(236)])
  return Buffer.concat([unique, Buffer.from('a line that shrinks\n'.repeat(kind < 9 ? 200 : 75_000))])
}
