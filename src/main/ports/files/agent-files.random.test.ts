// Whatever is done in whatever order, while storage fails now and then: nothing that was acknowledged is lost, and nothing is there twice.
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { valueOf } from '../port-result.ts'
import { type AgentFileSystem, openAgentFileSystem } from './agent-file-system.ts'
import { isBelow } from './file-path.ts'
import { createTestStorage } from './storage-fixture.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const path = fc.constantFrom('/a', '/b', '/d/a', '/d/b', '/d/e/a', '/f/a')
const directory = fc.constantFrom('/d', '/d/e', '/f', '/g/h')
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ verb: fc.constant('write' as const), path, content: fc.string({ maxLength: 5 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ verb: fc.constant('describe' as const), path, title: fc.string({ maxLength: 3 }), late: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ verb: fc.constant('move' as const), from: fc.oneof(path, directory), to: fc.oneof(path, directory) }),
  },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('delete' as const), path: fc.oneof(path, directory) }) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('read' as const), path }) },
  { weight: 2, arbitrary: fc.record({ verb: fc.constant('pass' as const), ms: fc.constantFrom(100, 3000, 5000, 20_000) }) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('refresh' as const) }) },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

interface Kept {
  content: string
  title: string | null
}

/** Does a step, and keeps what was acknowledged. */
async function take(files: AgentFileSystem, model: Map<string, Kept>, given: Step): Promise<void> {
  switch (given.verb) {
    case 'write': {
      const result = await files.writeFile(given.path, given.content)
      if (result.ok) model.set(given.path, { title: model.get(given.path)?.title ?? null, content: given.content })
      return
    }
    case 'describe': {
      const result = await files.updateEntry(given.path, { title: given.title }, { persist: given.late ? 'debounce' : 'now' })
      const kept = model.get(given.path)
      if (result.ok && kept !== undefined) kept.title = given.title
      return
    }
    case 'move': {
      const { from, to } = given
      if (!(await files.moveFile(from, to)).ok || from === to) return
      const moved = [...model].filter(([path]) => path === from || isBelow(path, from))
      for (const [path] of moved) model.delete(path)
      for (const [path, kept] of moved) model.set(to + path.slice(from.length), kept)
      return
    }
    case 'delete': {
      if ((await files.deleteFile(given.path, { recursive: true })).ok)
        for (const path of model.keys()) if (path === given.path || isBelow(path, given.path)) model.delete(path)
      // What was refused half-way: those that are gone are gone.
      for (const path of model.keys()) if (!files.fileExists(path)) model.delete(path)
      return
    }
    case 'read': {
      const result = await files.readFile(given.path)
      const kept = model.get(given.path)?.content
      if (result.ok && result.value !== kept) throw new Error(`${given.path} is read as ${result.value}, not as ${kept}`)
      return
    }
    case 'pass':
      await vi.advanceTimersByTimeAsync(given.ms)
      return
    case 'refresh':
      await files.refresh()
      return
  }
}

for (const basic of [false, true]) {
  test(`any steps, ${basic ? 'over a storage with the required calls alone' : 'over a storage that can do everything'}`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 30 }),
        fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
        async (steps, faults) => {
          const storage = createTestStorage({ basic })
          const open = () =>
            openAgentFileSystem({ scopeKey: 's', roots: [{ default: true, persistence: storage.persistence }], cacheBytes: 6 })
          const files = await open()
          const model = new Map<string, Kept>()
          let calls = 0
          storage.isBroken = () => faults[calls++ % faults.length] === true && calls % 3 === 0
          for (const given of steps) await take(files, model, given)
          storage.isBroken = () => false
          valueOf(await files.flushAll())
          const expected = Object.fromEntries([...model].map(([at, { content }]) => [at, content]))
          expect(storage.texts()).toEqual(expected)
          expect(files.stats()).toMatchObject({ dirtyFiles: 0, failedFiles: 0, totalFiles: model.size })
          valueOf(await files.close())
          const again = await open()
          for (const [at, kept] of model) {
            expect(valueOf(await again.readFile(at))).toBe(kept.content)
            expect(valueOf(await again.getEntry(at)).title).toBe(kept.title)
          }
          valueOf(await again.close())
        },
      ),
      { numRuns: 300 },
    )
  })
}
