// Gathers what the desktop app needs at run time, made small: the code that its two processes reach, the window's files compressed, and the one
// native module.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { minifySync } from 'vite'
import { root } from './run-command.ts'
import { formatNotices, licenseFile } from './third-party.ts'

/** Where the processes and threads of the desktop app begin. */
const entries = ['index.js', 'core.js', 'catalog-worker.js', 'facts-worker.js']

/** Beside the program, for whoever asks whose code it is. */
export const noticesFile = 'THIRD-PARTY-NOTICES.txt'

/** The best quality takes five times as long for a twentieth of the size. */
const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }

/** Fills `directory` from the build; what was there before is gone. */
export function stagePackage(directory: string): void {
  rmSync(directory, { recursive: true, force: true })
  const put = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), content)
  }
  const read = (path: string) => readFileSync(join(root, path))
  for (const name of listReached(join(root, 'out/main'))) put(`out/main/${name}`, minify(name, read(`out/main/${name}`).toString()))
  put('out/preload/index.cjs', read('out/preload/index.cjs'))
  for (const path of listFiles(join(root, 'out/renderer')).filter((path) => !path.endsWith('.map') && path !== licenseFile)) {
    // A page is looked up by its name; everything else may lie compressed (see request-handler.ts).
    if (path.endsWith('.html')) put(`out/renderer/${path}`, read(`out/renderer/${path}`))
    else put(`out/renderer/${path}.br`, brotliCompressSync(read(`out/renderer/${path}`), quick))
  }
  // Of the bundler's list, what only workers load is missing.
  put(noticesFile, formatNotices(join(root, 'out'), [join(root, 'node_modules/better-sqlite3'), join(root, 'node_modules/highlight.js')]))
  cpSync(join(root, 'sample'), join(directory, 'sample'), { recursive: true })
  for (const part of ['lib', 'prebuilds', 'package.json', 'LICENSE']) {
    cpSync(join(root, 'node_modules/better-sqlite3', part), join(directory, 'node_modules/better-sqlite3', part), { recursive: true })
  }
  const native = JSON.parse(readFileSync(join(directory, 'node_modules/better-sqlite3/package.json'), 'utf8')) as { version: string }
  writeFileSync(
    join(directory, 'node_modules/better-sqlite3/package.json'),
    // Its dependencies are only for those who compile it.
    JSON.stringify({ ...native, dependencies: {}, devDependencies: {}, scripts: {} }),
  )
  const { name, version, description, license, type, main } = JSON.parse(read('package.json').toString()) as Record<string, string>
  const dependencies = { 'better-sqlite3': native.version }
  put(
    'package.json',
    JSON.stringify({ name, version, description, license, type, main, author: "Vitrine's authors", dependencies }, null, 2),
  )
}

/** Files of the flat build that the entries reach, by import or as the entry of a thread. */
function listReached(directory: string): string[] {
  const reached = new Set<string>()
  const waiting = [...entries]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (reached.has(name)) continue
    reached.add(name)
    const code = readFileSync(join(directory, name), 'utf8')
    for (const [, file = ''] of code.matchAll(/["'`]\.\/([\w.-]+\.js)["'`]/g)) if (existsSync(join(directory, file))) waiting.push(file)
  }
  return [...reached].toSorted()
}

/** Names stay as they are: errors and clients are told apart by them. */
function minify(name: string, code: string): string {
  const { code: small, errors } = minifySync(name, code, { module: true, mangle: { keepNames: true } })
  if (errors.length > 0) throw new Error(`${name} cannot be made small: ${errors[0]?.message ?? ''}`)
  return small
}

function listFiles(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
}
