// The table of DESIGN §8, every row measured in this run: npm run bench [-- --quick] [-- --json FILE]
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, platform, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { type Figure, formatFigure, isReached, ratioOf } from './figure.ts'

/** In the order of the table. Each is a program of its own, so that none is warm from another. */
const benchmarks = ['diff', 'log', 'upload', 'small-uploads', 'catalog', 'start-up', 's3']
const peers = ['@pierre/diffs', 'diff2html', 'cacache', '@aws-sdk/client-s3', 'better-sqlite3', 'playwright-core']

interface Machine {
  processor: string
  cores: number
  memoryGiB: number
  system: string
  versions: Record<string, string>
}

function describeMachine(): Machine {
  const version = (name: string): string => {
    const path = join(import.meta.dirname, '../node_modules', name, 'package.json')
    return existsSync(path) ? String(Object(JSON.parse(readFileSync(path, 'utf8'))).version) : 'absent'
  }
  const versions = { node: process.versions.node, zstd: process.versions['zstd'] ?? 'absent', openssl: process.versions.openssl }
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    versions: { ...versions, ...Object.fromEntries(peers.map((name) => [name, version(name)])) },
  }
}

function print(figures: readonly Figure[]): void {
  const widths = [1, 44, 10, 36, 7]
  for (const figure of figures)
    console.log(
      formatFigure(figure)
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  '),
    )
}

interface Ran {
  figures: Figure[]
  seconds: number
  failure?: string
}

/** What takes longer hangs: the slowest makes the store of a million, for a quarter of an hour. */
const longestMs = 60 * 60 * 1000

async function run(name: string, words: readonly string[]): Promise<Ran> {
  const program = [`${name}/${name}.ts`, `${name}.ts`].map((path) => join(import.meta.dirname, path)).find(existsSync)
  if (program === undefined) return { figures: [], seconds: 0, failure: 'there is no such benchmark' }
  const figures: Figure[] = []
  const startedAt = Date.now()
  const child = fork(program, words, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], timeout: longestMs })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)))
  child.on('message', (told: Figure[]) => {
    figures.push(...told)
    print(told)
  })
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
  const seconds = Math.round((Date.now() - startedAt) / 1000)
  if (code === 0 && figures.length > 0) return { figures, seconds }
  return { figures, seconds, failure: `it ended with ${code ?? signal} after ${seconds} s and said: ${said.trim()}` }
}

export async function runTable(words: readonly string[]): Promise<number> {
  const jsonAt = words.indexOf('--json')
  const jsonPath = jsonAt < 0 ? undefined : words[jsonAt + 1]
  const passed = words.filter((_word, index) => jsonAt < 0 || (index !== jsonAt && index !== jsonAt + 1))
  const isQuick = passed.includes('--quick')
  const machine = describeMachine()
  console.log(`${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}`)
  console.log(
    Object.entries(machine.versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
  )
  console.log(`${isQuick ? 'quick: smaller inputs, fewer rounds' : 'full'}; what | measured | beside | ratio | wanted\n`)
  const startedAt = Date.now()
  const all: Figure[] = []
  const took: Record<string, number> = {}
  const failures: { benchmark: string; failure: string }[] = []
  for (const name of benchmarks) {
    const { figures, seconds: taken, failure } = await run(name, passed)
    all.push(...figures)
    took[name] = taken
    if (failure === undefined) continue
    failures.push({ benchmark: name, failure })
    console.log(`✗  ${name}: ${failure}`)
  }
  const missed = all.filter((figure) => !isReached(figure)).length
  const seconds = Math.round((Date.now() - startedAt) / 1000)
  const each = Object.entries(took).map(([name, taken]) => `${name} ${taken} s`)
  console.log(`\n${all.length - missed} of ${all.length} reached, ${failures.length} benchmarks failed; ${seconds} s: ${each.join(', ')}`)
  if (jsonPath !== undefined) {
    const figures = all.map((figure) => ({ ...figure, ratio: ratioOf(figure), isReached: isReached(figure) }))
    writeFileSync(
      jsonPath,
      `${JSON.stringify({ at: new Date().toISOString(), isQuick, machine, took, figures, failures }, undefined, 2)}\n`,
    )
  }
  return failures.length === 0 ? 0 : 1
}
