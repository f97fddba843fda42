import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { nameMainChunks } from './main-chunks.ts'

const starts = [
  'index',
  'compiled-code',
  'cli/run-cli',
  'cli/serve',
  'cli/ls',
  'api/app',
  'store/catalog/catalog-worker',
  'facts/facts-worker',
]
const pathOf = (module: string) => resolve(`src/main/${module}.ts`)

/** Names the files of modules in a graph of imports; starts that are not said import nothing. */
function nameIn(imports: Record<string, string[]>) {
  const graph = new Map(
    Object.entries({ ...Object.fromEntries(starts.map((start) => [start, []])), ...imports }).map(([id, to]) => [pathOf(id), to]),
  )
  const name = nameMainChunks()
  return (module: string) =>
    name(pathOf(module), {
      getModuleInfo: (id) => {
        const to = graph.get(id)
        return to === undefined ? null : { importedIds: to.map(pathOf) }
      },
    })
}

test('modules that the same starts need share a file, however they are reached', () => {
  const name = nameIn({ 'cli/ls': ['store'], 'api/app': ['rooms'], rooms: ['store', 'notes'], store: ['key'], key: ['store'] })
  expect(['store', 'key', 'notes', 'rooms'].map(name)).toEqual(['of-ls-app', 'of-ls-app', 'of-app', 'of-app'])
})

test('what no start needs is left to the bundler, and a worker keeps its own name', () => {
  const name = nameIn({ 'store/catalog/catalog-worker': ['sql'] })
  expect([name('elsewhere'), name('store/catalog/catalog-worker'), name('sql')]).toEqual([null, null, 'of-catalog-worker'])
})

test("the desktop's start loads nothing of others, and what it alone needs is in its own file", () => {
  const name = nameIn({ index: ['window', 'headers'], 'cli/serve': ['loopback', 'headers'] })
  expect(['index', 'window', 'headers', 'loopback'].map(name)).toEqual([null, null, 'of-index-serve', 'of-serve'])
})

test('a start that was moved stops the build by name', () => {
  expect(() => nameMainChunks()(pathOf('any'), { getModuleInfo: () => null })).toThrow(/index\.ts, which is no module of main/)
})
