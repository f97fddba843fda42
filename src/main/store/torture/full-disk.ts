// Scenario 3, with a real disk: a small one that is filled to its last byte, and processes that may open next to no files.
import { execFileSync } from 'node:child_process'
import { mkdir, statfs, writeFile } from 'node:fs/promises'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { isVitrineError } from '../../../shared/errors.ts'
import { type ArtifactStore } from '../artifact-store.ts'
import { openTestStore } from '../test-store.ts'
import { Actor, outcomeOf } from './deeds.ts'
import { inspectStore } from './inspect-store.ts'
import { openLedger } from './ledger.ts'
import { type Random } from './random.ts'
import { type Scenario, tellFailures, type TortureOptions, type TortureOutcome } from './scenario.ts'

/** What a disk has no room for depends on where in a write it ends. Each size is one such place. */
const diskSizes = {
  short: ({ integer }: Random) => [13_000 + integer(5000)],
  full: ({ integer }: Random) => [49_152, ...Array.from({ length: 12 }, () => 13_000 + integer(12_000))],
}
/** More than the log beside the catalog may hold, which goes into its place as soon as there is room. */
const trashedBytes = 5 * 1024 * 1024

export const fullDiskScenario: Scenario = {
  name: 'a full disk',
  rules: '[S5] [S8]',
  invariant: 'a full disk is named as one, nothing acknowledged is lost, what is there can be read, and a purge makes room again',
  run: async (options): Promise<TortureOutcome> => {
    const figures: string[] = []
    const failures: string[] = []
    for (const kibibytes of diskSizes[options.form](options.random)) {
      const outcome = await onDisk(options, kibibytes)
      figures.push(...outcome.figures.map((figure) => `${kibibytes} KiB: ${figure}`))
      failures.push(...outcome.failures.map((failure) => `${kibibytes} KiB: ${failure}`))
    }
    return { figures, failures: tellFailures(failures) }
  },
}

async function onDisk(options: TortureOptions, kibibytes: number): Promise<TortureOutcome> {
  const disk = join(options.folder, `disk of ${kibibytes}`)
  await mkdir(disk)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kibibytes}k`, 'tmpfs', disk], { stdio: 'pipe' })
  } catch (error) {
    return {
      figures: [`not run: no small disk can be mounted here (${error instanceof Error ? error.message.trim() : ''})`],
      failures: [],
    }
  }
  try {
    return await fillDisk(options, disk)
  } finally {
    execFileSync('umount', [disk])
  }
}

async function fillDisk({ random }: TortureOptions, disk: string): Promise<TortureOutcome> {
  const root = join(disk, 'store')
  const ledger = openLedger({ versioning: true })
  const actor = new Actor('1', ledger, random)
  const failures: string[] = []
  const figures: string[] = []
  const check = async (store: ArtifactStore, when: string, { isFull = true } = {}) => {
    const found = await inspectStore(store, root)
    // What there was no room to settle waits for some: an intent, and an upload that failed because the catalog had no room to list it.
    const waits = (problem: string) => problem.includes('.vitrine/journal') || problem.includes('recorded, and not listed')
    const problems = found.problems.filter((problem) => !(isFull && waits(problem)))
    for (const failure of ledger.compare({ ...found, problems })) failures.push(`${when}: ${failure}`)
  }
  /** Uploads until the disk refuses, ever smaller, so that the last byte goes too. Gives how many it took. */
  const fill = async (store: ArtifactStore, when: string): Promise<number> => {
    let uploads = 0
    for (let sizeBytes = 1024 * 1024; sizeBytes >= 64;) {
      try {
        await actor.put(store, `file-${uploads % 7}`, actor.bytes({ sizeBytes }))
        uploads++
      } catch (error) {
        if (!isVitrineError(error, 'store.full')) failures.push(`${when}: the error is ${String(error)}`)
        sizeBytes /= 4
      }
    }
    return uploads
  }

  const store = await openTestStore({ root })
  const kept = await actor.put(store, 'kept')
  const [trashed, ...more] = [await actor.put(store, 'trashed', actor.bytes({ sizeBytes: trashedBytes })), await actor.put(store, 'more')]
  const trashIds = await actor.delete(store, trashed === undefined ? [] : [trashed])
  figures.push(`${await fill(store, 'filling')} uploads until ${(await statfs(disk)).bavail} blocks were free`)
  await store.settled()
  await check(store, 'full')

  // Somebody else takes the rest.
  const ballast = join(disk, 'ballast')
  await takeAll(ballast)
  for (const [deed, work] of [
    ['a tag', () => actor.tag(store, kept)],
    ['a delete', () => actor.delete(store, more)],
    ['an upload', () => actor.put(store, 'kept')],
  ] as const) {
    const error = await outcomeOf(work())
    if (error !== undefined && !isVitrineError(error, 'store.full'))
      failures.push(`without a free block, ${deed}: the error is ${String(error)}`)
  }
  await check(store, 'without a free block')

  try {
    await actor.purge(store, trashed === undefined ? [] : [trashed], trashIds)
  } catch (error) {
    failures.push(`a purge on a full disk fails: ${String(error)}`)
  }
  await store.close()
  try {
    const reopened = await openTestStore({ root })
    await check(reopened, 'opened while full')
    await reopened.close()
    figures.push('it opens while the disk is full, and a purge works')
  } catch (error) {
    if (!isVitrineError(error, 'store.full')) failures.push(`opening while the disk is full: ${String(error)}`)
    figures.push('while the disk is full, opening says so')
  }
  rmSync(ballast)
  const again = await openTestStore({ root })
  try {
    await actor.put(again, 'again')
    await actor.tag(again, kept)
  } catch (error) {
    failures.push(`it does not work again: ${String(error)}`)
  }
  await check(again, 'with room again', { isFull: false })
  await again.close()
  return { figures, failures }
}

async function takeAll(path: string): Promise<void> {
  for (let sizeBytes = 1024 * 1024; sizeBytes >= 1;) {
    try {
      await writeFile(path, Buffer.alloc(sizeBytes), { flag: 'a' })
    } catch {
      sizeBytes = Math.floor(sizeBytes / 4)
    }
  }
}
