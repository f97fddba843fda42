// The arrows and rules of DESIGN §3 and STYLE, checked over all sources.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, posix } from 'node:path'
import { describe, expect, test } from 'vitest'

const files = globSync('**/*.{ts,tsx,cts,mts}', { cwd: import.meta.dirname })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.includes('/'))
/** Tests, and what only tests import. */
const isTest = (path: string) => /\.test\.tsx?$|-(fixture|battery)\.ts$/.test(path)
const sources = files.filter((path) => !isTest(path))
const contents = new Map(files.map((path) => [path, readFileSync(join(import.meta.dirname, path), 'utf8')]))

/**
 * What each room may import besides itself: rooms, or single files of them. A file belongs to the longest room that begins
 * its path; entry files (`main/index.ts` …) lie in no inner room.
 */
const arrows: Record<string, string[]> = {
  shared: [],
  preload: ['shared'],

  main: ['shared', 'main/api', 'main/cli', 'main/shell', 'main/store', 'main/backends', 'main/facts', 'main/ports'],
  'main/cli': [
    'shared',
    'main/api',
    'main/shell',
    'main/store',
    'main/backends',
    'main/facts',
    'main/ports',
    'main/read-pieces.ts',
    'main/unpacked.ts',
  ],
  'main/shell': [
    'shared',
    'main/api/app.ts',
    'main/api/core-parts.ts',
    'main/api/send-asset.ts',
    'main/store/catalog/catalog-thread.ts',
    'main/store/config/config.ts',
    'main/process-owner.ts',
  ],
  'main/api': [
    'shared',
    'main/store',
    'main/backends',
    'main/facts',
    'main/ports',
    'main/user-folder.ts',
    'main/read-whole.ts',
    'main/unpacked.ts',
  ],
  'main/store': [
    'shared',
    'main/brief-calls.ts',
    'main/let-go.ts',
    'main/worker-url.ts',
    'main/process-owner.ts',
    'main/read-pieces.ts',
    'main/read-whole.ts',
    'main/unpacked.ts',
    'main/user-folder.ts',
  ],
  'main/facts': ['shared', 'main/let-go.ts', 'main/worker-url.ts', 'main/unpacked.ts'],
  'main/backends': [
    'shared',
    'main/store/backend.ts',
    'main/store/store-settings.ts',
    'main/brief-calls.ts',
    'main/let-go.ts',
    'main/process-owner.ts',
    'main/read-whole.ts',
  ],
  'main/ports': [
    'shared',
    'main/backends',
    'main/store/backend.ts',
    'main/store/artifact-store.ts',
    'main/process-owner.ts',
    'main/read-whole.ts',
    'main/user-folder.ts',
  ],

  renderer: ['shared', 'renderer/client', 'renderer/state', 'renderer/views', 'renderer/viewers', 'renderer/ui'],
  'renderer/views': ['shared', 'renderer/state', 'renderer/viewers', 'renderer/ui'],
  'renderer/viewers': ['shared', 'renderer/ui', 'renderer/watched.ts'],
  'renderer/state': ['shared', 'renderer/client', 'renderer/watched.ts'],
  'renderer/client': ['shared'],
  // Parts without domain: they know that things load and fail and have a size, but no noun.
  'renderer/ui': [
    'shared/language/translate.ts',
    'shared/loadable.ts',
    'shared/errors.ts',
    'shared/error-words.ts',
    'shared/bytes.ts',
    'renderer/watched.ts',
  ],
}
const packageJson = '../package.json'
/** Files that put rooms together, and so may import more than their own room. */
const compositions: Record<string, string[]> = {
  'main/store/open-store.ts': ['main/backends', 'main/facts'],
  // A store for unit tests.
  'main/store/test-store.ts': ['main/backends'],
  'main/ports/open-ports.ts': ['main/store/open-store.ts'],
  'main/cli/program.ts': [packageJson],
}
const rooms = Object.keys(arrows).toSorted((a, b) => b.length - a.length)
const roomOf = (path: string) => rooms.find((room) => path.startsWith(`${room}/`))

/** Modules named by `import`, `export … from` and `import()`, without their query. */
function importsOf(path: string): string[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g
  return Array.from(
    (contents.get(path) ?? '').matchAll(pattern),
    ([, from, bare, dynamic]) => (from ?? bare ?? dynamic ?? '').split('?')[0] ?? '',
  )
}

function relativeImportsOf(path: string): string[] {
  return importsOf(path)
    .filter((name) => name.startsWith('.'))
    .map((name) => posix.join(posix.dirname(path), name))
}

/** `from -> to` of every import that `allowed` refuses. */
function refusedImports(from: readonly string[], allowed: (path: string, target: string) => boolean): string[] {
  return from.flatMap((path) =>
    relativeImportsOf(path)
      .filter((target) => !allowed(path, target))
      .map((target) => `${path} -> ${target}`),
  )
}

describe('arrows', () => {
  test('there is something to check', () => {
    expect(sources.length).toBeGreaterThan(50)
    expect(sources.flatMap(relativeImportsOf).length).toBeGreaterThan(sources.length)
  })

  test('every file lies in a known room', () => {
    expect(files.filter((path) => roomOf(path) === undefined)).toEqual([])
  })

  test('imports follow the arrows between rooms', () => {
    const refused = refusedImports(sources, (path, target) => {
      const [from, to] = [roomOf(path), roomOf(target)]
      if (from === to) return true
      return [...(arrows[from ?? ''] ?? []), ...(compositions[path] ?? [])].some((allowed) => allowed === target || allowed === to)
    })
    expect(refused).toEqual([])
  })

  test('nothing crosses between processes except through shared, tests included', () => {
    const processOf = (path: string) => path.split('/')[0]
    expect(
      refusedImports(files, (path, target) => target === packageJson || [processOf(path), 'shared'].includes(processOf(target))),
    ).toEqual([])
  })

  test('no module of the app imports a test', () => {
    expect(refusedImports(sources, (_, target) => !isTest(target))).toEqual([])
  })

  test('relative imports carry the extension of the file they mean', () => {
    const missing = refusedImports(files, (_, target) => /\.\w+$/.test(target) && existsSync(join(import.meta.dirname, target)))
    expect(missing).toEqual([])
  })
})

describe('who may import what', () => {
  const importersOf = (pattern: RegExp) => sources.filter((path) => importsOf(path).some((name) => pattern.test(name))).toSorted()

  test('oRPC is known to the contract, the router and the client alone', () => {
    expect(importersOf(/^@orpc\//)).toEqual(['main/api/router.ts', 'renderer/client/client.ts', 'shared/contract.ts'])
  })

  test('Electron is known to its shell alone', () => {
    const shell = /^(main\/index\.ts|main\/shell\/desktop\/electron-[\w-]+\.ts|preload\/index\.ts)$/
    expect(importersOf(/^electron(\/|$)/).filter((path) => !shell.test(path))).toEqual([])
  })

  test('the window and the shared language use nothing of Node', () => {
    expect(importersOf(/^node:/).filter((path) => /^(shared|renderer|preload)\//.test(path))).toEqual([])
  })

  test('the core knows neither the window nor HTTP', () => {
    const core = importersOf(/^(electron|react|node:https?|@remix-run\/)/).filter((path) =>
      /^main\/(store|backends|facts|ports)\//.test(path),
    )
    // Object stores speak HTTP by nature.
    expect(core.filter((path) => !path.startsWith('main/backends/'))).toEqual([])
  })
})

describe('files', () => {
  test('no dumping grounds', () => {
    const refusedNames = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'lib', 'misc', 'services', 'types', 'constants'])
    const segments = (path: string) => path.split('/').map((segment) => segment.split('.')[0] ?? '')
    expect(files.filter((path) => segments(path).some((segment) => refusedNames.has(segment)))).toEqual([])
  })

  test('no barrels', () => {
    const onlyReexports = (path: string) => /^(\s*export\s[^=]*?from\s[^\n]*\n|\s*\n|\/\/[^\n]*\n)+$/.test(`${contents.get(path)}\n`)
    expect(sources.filter(onlyReexports)).toEqual([])
  })

  test('tests are *.test.ts: a spec is a word of the domain', () => {
    expect(globSync(['**/*.spec.*', '**/__tests__'], { cwd: import.meta.dirname })).toEqual([])
  })

  test('modules are kebab-case, components are named as their component', () => {
    const wrong = files.filter((path) => {
      const name = basename(path).split('.')[0] ?? ''
      return path.endsWith('.tsx') ? !/^([A-Z]\w*|main)$/.test(name) : !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)
    })
    expect(wrong).toEqual([])
  })

  test('no source outgrows 350 lines', () => {
    const long = sources.filter((path) => (contents.get(path) ?? '').split('\n').length > 350)
    expect(long).toEqual([])
  })

  test('a folder keeps to what can be looked over', () => {
    const counts = Map.groupBy(sources, dirname)
    expect([...counts].filter(([, list]) => list.length > 40).map(([folder]) => folder)).toEqual([])
  })
})

test('only entry files do something when they are imported', () => {
  const entry =
    /^(main\/(index|core|serve|cli)\.ts|preload\/index\.ts|renderer\/(main\.tsx|zod-without-eval\.ts|ask-first\.ts)|.*-worker\.ts)$/
  // Formatted code has statements of a module at the start of a line; text in templates is not code.
  const statement = /^(?:await|if|for|while|do|try|switch|throw|void|new)\b|^[\w$.]+(?:\(|\s*(?:[+-]?=[^=>]|\+\+))/m
  const running = sources.filter((path) => {
    const code = (contents.get(path) ?? '').replaceAll(/\/\*[^]*?\*\/|`(?:\\.|[^`\\])*`/g, '')
    return statement.test(code) && !entry.test(path)
  })
  expect(running).toEqual([])
})
