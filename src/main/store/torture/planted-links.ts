// Scenario 6, links: somebody who can write into the store's folder plants symbolic links that lead out of it.
import { cp, lstat, mkdir, readdir, rename, rm, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isVitrineError } from '../../../shared/errors.ts'
import { type ArtifactStore } from '../artifact-store.ts'
import { openTestStore, readText } from '../test-store.ts'
import { type Canary, placeCanary } from './canary.ts'
import { inspectStore } from './inspect-store.ts'
import { type Random } from './random.ts'
import { type Scenario, tellFailures, type TortureOutcome } from './scenario.ts'

const trials = { short: 25, full: 1000 }
/** Where a link may lie though nothing of the kind is there yet. */
const ownPlaces = ['locks', 'tmp', 'journal', 'trash', 'reports', 'catalog.db', 'locks/locks.db'].map((name) => `.vitrine/${name}`)

export const plantedLinksScenario: Scenario = {
  name: 'planted links',
  rules: '[S2]',
  invariant: 'nothing is read, written or deleted behind a link that leads out of the root, and all else is as it was once it is gone',
  run: async ({ form, random, folder }): Promise<TortureOutcome> => {
    const root = join(folder, 'store')
    const canary = await placeCanary(join(folder, 'canary'))
    await fillStore(root)
    const failures: string[] = []
    const refusals = new Map<string, number>()
    for (let trial = 0; trial < trials[form]; trial++) {
      const victim = join(folder, `victim-${trial}`)
      await cp(root, victim, { recursive: true })
      const place = random.pick(await listPlaces(victim))
      const say = (failure: string) => failures.push(`trial ${trial}, a link at ${place}: ${failure}`)
      const aside = await plant(join(victim, place), canary, random)
      const refuse = (code: string) => refusals.set(code, (refusals.get(code) ?? 0) + 1)
      await workOn(victim, canary, { say, refuse })
      for (const failure of await canary.check()) say(`the folder outside: ${failure}`)
      await unplant(join(victim, place), aside)
      for (const problem of await reopen(victim)) if (!isOfPlace(problem, place)) say(`without it: ${problem}`)
      await rm(victim, { recursive: true, force: true })
    }
    const told = [...refusals]
      .map(([code, count]) => `${count} ${code}`)
      .toSorted()
      .join(', ')
    return {
      figures: [
        `${trials[form]} links at places of every kind; calls that met them were refused (${told}), the folder outside is as it was`,
      ],
      failures: tellFailures(failures),
    }
  },
}

async function fillStore(root: string): Promise<void> {
  const store = await openTestStore({ root })
  const uris: string[] = []
  for (const taskId of ['1', '2']) {
    for (const name of ['a', 'dir/b', 'c']) {
      const { record } = await store.upload(Buffer.from(`${taskId} ${name}`), { specName: 's', taskId, type: 'file', name })
      uris.push(record.uri)
    }
  }
  await store.delete(uris.slice(-1))
  await store.settled()
  await store.close()
}

/** What was deleted or purged while a link stood for a part of it went without that part. */
const isOfPlace = (problem: string, place: string) =>
  problem.endsWith(`: ${place}`) || (/\/(files|trash)\//.test(place) && problem.includes('a trash entry that is half there'))

/** Everything that is there, and what the store would make. */
async function listPlaces(root: string): Promise<string[]> {
  const found = await readdir(root, { recursive: true })
  return [...new Set([...found.filter((place) => place !== '.vitrine'), ...ownPlaces])].toSorted()
}

/** Puts a link where something is, or nothing; gives where that waits. */
async function plant(path: string, canary: Canary, random: Random): Promise<string | undefined> {
  const there = await lstat(path).catch(() => undefined)
  const aside = `${path}~aside`
  if (there !== undefined) await rename(path, aside)
  else await mkdir(dirname(path), { recursive: true })
  const targets = there?.isDirectory() === false ? ['file', 'new'] : ['folder', '']
  await symlink(join(canary.path, random.pick(targets)), path)
  return there === undefined ? undefined : aside
}

async function unplant(path: string, aside: string | undefined): Promise<void> {
  await rm(path, { force: true, recursive: true })
  if (aside !== undefined) await rename(aside, path)
}

interface Listener {
  say: (failure: string) => void
  refuse: (code: string) => void
}

/** Does everything that a store can do; refusals must have words. */
async function workOn(root: string, canary: Canary, { say, refuse }: Listener): Promise<void> {
  const attempt = async (what: string, work: () => Promise<unknown>) => {
    try {
      await work()
    } catch (error) {
      if (isVitrineError(error) && error.code !== 'internal') refuse(error.code)
      else say(`${what} fails with ${String(error)}`)
    }
  }
  let store: ArtifactStore
  try {
    store = await openTestStore({ root })
  } catch (error) {
    if (isVitrineError(error) && error.code !== 'internal') refuse(error.code)
    else say(`opening fails with ${String(error)}`)
    return
  }
  const uris = [1, 2].flatMap((task) => ['a', 'dir/b', 'c'].map((name) => `${store.uri}/s/${task}/files/${name}`))
  await attempt('list', async () => {
    for (const { record } of (await store.list()).artifacts) {
      await attempt('download', async () => {
        if ((await readText(await store.download(record.uri))).includes(canary.secret)) say(`${record.uri} gives away the secret`)
      })
    }
  })
  for (const taskId of ['1', '2', '3']) {
    for (const name of ['a', 'dir/b', 'new'])
      await attempt('upload', () => store.upload(Buffer.from(`again ${name}`), { specName: 's', taskId, type: 'file', name }))
  }
  for (const uri of uris) await attempt('tag', () => store.tag(uri, { add: ['t'] }))
  for (const uri of uris) await attempt('delete', () => store.delete([uri]))
  await attempt('trash', async () => {
    for (const { trashId } of (await store.listTrash()).slice(0, 3)) await attempt('restore', () => store.restore([trashId]))
    await attempt('purge', async () => store.purge((await store.listTrash()).map(({ trashId }) => trashId)))
  })
  await attempt('verify', () => exhaust(store.verify()))
  await attempt('reindex', () => exhaust(store.reindex({ everything: true })))
  const all = { days: { diff: 0, log: 0, test: 0, file: 0 }, keep: { pinned: true, newest: 0, unreviewed: false, tags: [] } }
  await attempt('cleanup', async () =>
    exhaust(store.applyCleanup(await store.planCleanup({ policy: all, now: new Date(Date.now() + 86_400_000) }))),
  )
  await attempt('settling', () => store.settled())
  await attempt('close', () => store.close())
}

async function exhaust(steps: AsyncGenerator): Promise<void> {
  for await (const _ of steps);
}

/** What is half-done or lost once the link is gone. */
async function reopen(root: string): Promise<string[]> {
  const store = await openTestStore({ root })
  await exhaust(store.reindex({ everything: true }))
  const { problems } = await inspectStore(store, root)
  await store.close()
  return problems
}
