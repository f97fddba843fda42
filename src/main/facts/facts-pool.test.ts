import { setTimeout as delay } from 'node:timers/promises'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { type FactsPool, openFactsPool } from './facts-pool.ts'

const pools: FactsPool[] = []
const folders: string[] = []
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()))
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function open(options?: Parameters<typeof openFactsPool>[0]) {
  const pool = openFactsPool(options)
  pools.push(pool)
  return pool
}

const contentOf = (text: string) => async () => {
  async function* chunks() {
    yield Buffer.from(text)
  }
  return chunks()
}

const log = { name: 'run.log', type: 'log' } as const

/** The real worker, whose messages `onMessage`, a function in source, is given first. */
function writeWorker(onMessage: string): URL {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-facts-'))
  folders.push(folder)
  const entry = join(folder, 'worker.mjs')
  const real = pathToFileURL(join(import.meta.dirname, 'facts-worker.ts')).href
  const code = `import { parentPort } from 'node:worker_threads'\nparentPort.on('message', ${onMessage})\nawait import(${JSON.stringify(real)})`
  writeFileSync(entry, code)
  return pathToFileURL(entry)
}

describe('the facts pool', () => {
  it('gives facts and reports from its threads', async () => {
    const pool = open({ threads: 2 })
    const xml = '<testsuite name="s" tests="2"><testcase name="a"/><testcase name="b"><failure message="no"/></testcase></testsuite>'
    const answers = await Promise.all([
      pool.readFacts({ name: 'x.diff', type: 'diff' }, contentOf('--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n')),
      pool.readFacts(log, contentOf('one\nERROR: two\n')),
      pool.readReport({ name: 'junit.xml', type: 'test' }, contentOf(xml)),
      pool.readFacts({ name: 'notes.md', type: 'file' }, contentOf('a\nb')),
    ])
    expect(answers).toMatchObject([
      { files: 1, insertions: 1, deletions: 1, paths: ['x'] },
      { lines: 2, errors: 1, firstErrorLine: 2 },
      { format: 'junit-xml', totals: { total: 2, failed: 1 }, cases: [{ name: 'a' }, { name: 'b', message: 'no' }] },
      { content: 'text', lines: 2 },
    ])
  })

  it('sends content no faster than it is read, and keeps little of it', async () => {
    const pool = open({ threads: 1 })
    const chunk = Buffer.alloc(1_000_000, `${'x'.repeat(99)}\n`)
    const before = process.memoryUsage().rss
    let peak = 0
    const facts = await pool.readFacts(log, async () => {
      async function* chunks() {
        for (let count = 0; count < 300; count++) {
          peak = Math.max(peak, process.memoryUsage().rss)
          yield chunk
        }
      }
      return chunks()
    })
    expect(facts).toMatchObject({ lines: 3_000_000 })
    expect(peak - before).toBeLessThan(150_000_000)
  })

  it('passes on what the content throws, and works on', async () => {
    const pool = open({ threads: 1 })
    const broken = async () => {
      async function* chunks() {
        yield Buffer.from('one\n')
        await delay(1)
        throw new Error('the disk is gone')
      }
      return chunks()
    }
    await expect(pool.readFacts(log, broken)).rejects.toThrow('the disk is gone')
    await expect(pool.readFacts(log, () => Promise.reject(new Error('not found')))).rejects.toThrow('not found')
    expect(await pool.readFacts(log, contentOf('one\n'))).toMatchObject({ lines: 1 })
  })

  it('lets the content go when it needs no more of it', async () => {
    const pool = open({ threads: 1 })
    let closed = false
    const endless = async () => {
      async function* chunks() {
        try {
          for (;;) yield Buffer.from('<unknown>'.repeat(10_000))
        } finally {
          closed = true
        }
      }
      return chunks()
    }
    expect(await pool.readFacts({ name: 'x.xml', type: 'test' }, endless)).toMatchObject({ format: 'unknown' })
    expect(closed).toBe(true)
  })

  it('loses only the job of a thread that dies, and replaces the thread', async () => {
    // The real worker, but that some content makes its thread run out of memory or end.
    const worker = writeWorker(`({ bytes }) => {
        const text = bytes === undefined ? '' : Buffer.from(bytes).toString()
        if (text === 'exit') process.exit(3)
        if (text === 'memory') for (const hoard = []; ; ) hoard.push(new Array(1e6).fill(0.5))
      }`)
    const pool = open({ threads: 1, worker })
    const answers = await Promise.all(['fine\n', 'exit', 'fine\n', 'memory', 'fine\n'].map((text) => pool.readFacts(log, contentOf(text))))
    const died = { notes: [{ code: 'facts.failed' }] }
    expect(answers).toMatchObject([{ lines: 1 }, died, { lines: 1 }, died, { lines: 1 }])
    expect(await pool.readReport({ name: 'x', type: 'test' }, contentOf('exit'))).toMatchObject({ ...died, totals: { total: null } })
  }, 60_000)

  it('reads several contents in one job, and loses of them only the one that ends the thread', async () => {
    const worker = writeWorker(`({ bytes }) => {
        if (bytes !== undefined && Buffer.from(bytes).toString() === 'exit') process.exit(3)
      }`)
    const pool = open({ threads: 1, worker })
    const parts = (...texts: string[]) => texts.map((text) => ({ subject: log, open: contentOf(text) }))
    expect(await pool.readAllFacts(parts('one\n', '', 'one\ntwo\n'))).toMatchObject([{ lines: 1 }, { lines: 0 }, { lines: 2 }])
    const died = { notes: [{ code: 'facts.failed' }] }
    expect(await pool.readAllFacts(parts('one\n', 'exit', 'one\ntwo\n'))).toMatchObject([{ lines: 1 }, died, { lines: 2 }])
    expect(await pool.readAllFacts([])).toEqual([])
  })

  it('ends a comparison of diffs that is given up, whatever its thread does, and goes on with the next', async () => {
    // The real worker, but that some content keeps its thread busy without end.
    const worker = writeWorker(`({ bytes }) => {
        if (bytes !== undefined && Buffer.from(bytes).toString() === 'busy') for (;;);
      }`)
    const pool = open({ threads: 1, worker })
    const part = (text: string) => ({ subject: { name: 'x.diff', type: 'diff' } as const, open: contentOf(text) })
    const abandon = new AbortController()
    const busy = pool.compareDiffs(part('busy'), part(''), abandon.signal)
    const next = pool.compareDiffs(part(''), part(''))
    setTimeout(() => abandon.abort(), 20)
    await expect(busy).rejects.toMatchObject({ code: 'internal' })
    expect((await next).files).toEqual([])
  })

  it('answers that it is closed instead of leaving anyone waiting', async () => {
    const pool = open({ threads: 1 })
    const never = async () => {
      async function* chunks() {
        yield Buffer.from('one\n')
        await new Promise<void>((resolve) => setTimeout(resolve, 50))
      }
      return chunks()
    }
    const answers = Promise.all([pool.readFacts(log, never), pool.readFacts(log, contentOf('one\n'))])
    await pool.close()
    for (const facts of await answers) expect(facts.notes.map(({ code }) => code)).toEqual(['facts.failed'])
  })

  it('does not keep the process alive', async () => {
    const script = `import { openFactsPool } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'facts-pool.ts')).href)}
      const facts = await openFactsPool().readFacts({ name: 'x.log', type: 'log' }, async () => (async function* () { yield Buffer.from('one\\n') })())
      console.log(facts.lines)`
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { timeout: 20_000 })
    expect(stdout.trim()).toBe('1')
  })
})
