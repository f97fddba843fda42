// The packaged desktop app: made with a dummy runtime in Electron's place, so nothing is fetched, and its contents and fuses are read back.
import { spawnSync } from 'node:child_process'
import { globSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Page } from '@playwright/test'
import { makeMarkedFolder } from '../tools/marked-folder.ts'
import { readArchive, readFuses } from '../tools/packed-app.ts'
import { root } from '../tools/run-command.ts'
import { noticesFile, stagePackage } from '../tools/stage-package.ts'
import { put } from './command-line.ts'
import { openStandIn } from './desktop-app.ts'
import { expect, test } from './fixtures.ts'
import { makeDummyRuntime } from './stand-in/dummy-runtime.ts'

test.describe.configure({ mode: 'serial' })
let directory = ''
let stage = ''
let unpacked = ''
test.beforeAll(() => {
  directory = makeMarkedFolder(tmpdir(), 'vitrine-package')
  stage = join(directory, 'stage')
  unpacked = join(directory, 'packages', 'linux-unpacked')
  stagePackage(stage)
})
test.afterAll(() => rmSync(directory, { recursive: true, force: true }))

test('what is packaged is enough: it runs on the stand-in as it is, and shows the store', async ({ home }) => {
  const uri = await put(home, { spec: 'packaged', task: '1', type: 'log', name: 'log' }, 'hello\n')
  const desktop = await openStandIn(home, { entry: join(stage, 'out/main/index.js') })
  const page: Page = await desktop.firstWindow()
  await expect(page.getByText('packaged').first()).toBeVisible()
  const address = `/artifact?${new URLSearchParams({ uri })}`
  expect(await page.evaluate(async (path) => (await fetch(path)).text(), address)).toBe('hello\n')
  expect(await desktop.close()).toEqual({ code: 0, errors: '' })
})

test('everybody whose code is packaged is named with the licence', () => {
  const notices = readFileSync(join(stage, noticesFile), 'utf8')
  const named = new Set(Array.from(notices.matchAll(/^(\S+) \d\S* \((?!no licence).+\)$/gm), ([, name]) => name))
  const imported = new Set<string>()
  for (const path of globSync('src/{renderer,shared,main}/**/*.{ts,tsx}', { cwd: root })) {
    if (/\.test\.|-battery|battery-|battery\.ts|fixture|test-|torture\/|servers\//.test(path)) continue
    const code = readFileSync(join(root, path), 'utf8')
    for (const [, words = '', name = ''] of code.matchAll(/^import ([^'\n]*)'((?:@[\w-]+\/)?[\w.-]+)(?:\/[^']*)?'$/gm))
      if (!words.startsWith('type ') && name !== 'electron' && !isBuiltin(name) && !name.startsWith('.')) imported.add(name)
  }
  expect([...imported].filter((name) => !named.has(name))).toEqual([])
  expect(imported).toContain('highlight.js')
  expect(named.size).toBeGreaterThan(100)
  expect(notices).toMatch(/^better-sqlite3 [^]*Permission is hereby granted/m)
})

test.describe('with a dummy runtime', () => {
  test.skip(process.platform !== 'linux', 'the dummy is that of Linux')

  test('is packaged without fetching anything', () => {
    const runtime = join(directory, 'runtime')
    makeDummyRuntime(runtime)
    const options = { 'directories.app': stage, 'directories.output': join(directory, 'packages'), electronDist: runtime }
    const words = Object.entries(options).map(([name, value]) => `-c.${name}=${value}`)
    const builder = join(root, 'node_modules/electron-builder/cli.js')
    const { status, stdout, stderr } = spawnSync(process.execPath, [builder, '--linux', 'dir', '--publish', 'never', ...words], {
      cwd: root,
      encoding: 'utf8',
      timeout: 120_000,
      // Whoever fetches fails at once.
      env: { ...process.env, HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9', ELECTRON_MIRROR: 'http://127.0.0.1:9/' },
    })
    expect(status, stdout + stderr).toBe(0)
    expect(stdout).not.toMatch(/downloading/i)
  })

  test('holds what runs, and nothing else', () => {
    const archive = join(unpacked, 'resources', 'app.asar')
    const entries = readArchive(archive)
    expect(statSync(archive).size).toBeLessThan(3_000_000)
    const paths = [...entries.keys()]
    for (const path of ['package.json', 'out/main/index.js', 'out/main/core.js', 'out/preload/index.cjs', 'out/renderer/index.html']) {
      expect(paths).toContain(path)
    }
    const known =
      /^(package\.json|THIRD-PARTY-NOTICES\.txt|out\/main\/[\w.-]+\.js|out\/preload\/index\.cjs|out\/renderer\/(index\.html|assets\/[\w.-]+\.br)|sample\/.+|node_modules\/better-sqlite3\/.+)$/
    expect(paths.filter((path) => !known.test(path))).toEqual([])
    // No code for the terminal, which could not be started: the binary is no Node.
    expect(paths.filter((path) => /\/(cli|serve|run-cli|open-ports)\.js$/.test(path))).toEqual([])
  })

  test('has one module outside the bundle: the native one, for this system alone, beside the archive', () => {
    const entries = readArchive(join(unpacked, 'resources', 'app.asar'))
    const modules = new Set([...entries.keys()].flatMap((path) => /^node_modules\/([^/]+)/.exec(path)?.[1] ?? []))
    expect(modules).toEqual(new Set(['better-sqlite3']))
    const native = [...entries].filter(([path]) => path.endsWith('.node'))
    expect(native.map(([path, { isUnpacked }]) => [path, isUnpacked])).toEqual([
      [`node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`, true],
    ])
    const beside = readdirSync(join(unpacked, 'resources', 'app.asar.unpacked'), { recursive: true, encoding: 'utf8' })
    expect(beside.filter((path) => path.endsWith('.node'))).toHaveLength(1)
    // Whatever the code asks for by name is there, or is part of Node or Electron.
    const bare = new Set<string>()
    for (const name of readdirSync(join(stage, 'out/main'))) {
      const code = readFileSync(join(stage, 'out/main', name), 'utf8')
      for (const [, module = ''] of code.matchAll(/(?:\bfrom|\bimport)["']([\w@][\w@/.-]*)["']/g)) bare.add(module)
    }
    expect([...bare].filter((name) => !isBuiltin(name)).toSorted()).toEqual(['better-sqlite3', 'electron'])
  })

  test('has the licences of others beside the archive', () => {
    expect(readFileSync(join(unpacked, 'resources', 'app.asar.unpacked', noticesFile), 'utf8')).toBe(
      readFileSync(join(stage, noticesFile), 'utf8'),
    )
  })

  test('19: has its fuses blown', () => {
    expect(readFuses(join(unpacked, 'vitrine'))).toEqual({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptions: false,
      nodeCliInspect: false,
      asarIntegrity: true,
      onlyLoadAppFromAsar: true,
      browserV8Snapshot: false,
      fileProtocolPrivileges: false,
      wasmTrapHandlers: true,
    })
  })
})
