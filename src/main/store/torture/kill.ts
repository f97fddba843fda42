// Scenario 1: processes that are killed at random instants of whatever they do.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openTestStore } from '../test-store.ts'
import { type FoundStore, inspectStore } from './inspect-store.ts'
import { openLedger, type WriterLine } from './ledger.ts'
import { startProcess } from './processes.ts'
import { type Random } from './random.ts'
import { type Scenario, tellFailures, type TortureOptions, type TortureOutcome } from './scenario.ts'
import { type Owned, type Verb, type WriterPlan } from './writer.ts'

/** What has piled up would only make later trials slower. */
const trialsOfAStore = { short: 5, full: 25 }
const trials = { short: 10, full: Number(process.env['TORTURE_TRIALS'] ?? 1000) }
const verbs: Verb[] = ['put', 'put', 'put', 'put', 'tag', 'tag', 'delete', 'delete', 'cleanup', 'restore', 'restore', 'purge', 'import']

interface Sums {
  trials: number
  acknowledged: number
  recoveryMs: number[]
  failures: string[]
}

export const killScenario: Scenario = {
  name: 'kill -9',
  rules: '[S5] [S6] [S7] [S8] [S9]',
  invariant:
    'every acknowledged operation is there and verifies, every other is wholly there or wholly absent, nothing of the dead outlives the next open',
  run: async (options): Promise<TortureOutcome> => {
    const sums: Sums = { trials: 0, acknowledged: 0, recoveryMs: [], failures: [] }
    const { random } = options
    await startProcess('nothing', null).ended
    for (let series = 0; sums.trials < trials[options.form]; series++) await runSeries(options, series, random.fork(`${series}`), sums)
    const sorted = sums.recoveryMs.toSorted((a, b) => a - b)
    const at = (ratio: number) => (sorted[Math.floor((sorted.length - 1) * ratio)] ?? 0).toFixed(0)
    return {
      figures: [
        `${sums.trials} trials, ${sums.acknowledged} acknowledged operations, ${sums.failures.length} lost, torn or left behind`,
        `recovery and open: ${at(0.5)} ms at p50, ${at(0.99)} ms at p99`,
      ],
      failures: tellFailures(sums.failures),
    }
  },
}

async function runSeries({ folder, form }: TortureOptions, series: number, random: Random, sums: Sums): Promise<void> {
  const label = `series ${series}`
  const root = join(folder, `series-${series}`)
  const scratch = `${root}-scratch`
  await mkdir(scratch, { recursive: true })
  const versioning = series % 2 === 0
  const ledger = openLedger({ versioning })
  let found: FoundStore = { places: new Map(), problems: [] }
  for (let trial = 0; trial < trialsOfAStore[form] && sums.trials < trials[form]; trial++) {
    sums.trials++
    const owned = ownedOf(found)
    const plan = (owner: number, owners: number): WriterPlan => ({
      root,
      scratch,
      versioning,
      seed: random.integer(2 ** 31),
      parallel: random.pick([1, 2, 4, 16]),
      operations: 200,
      verbs,
      tasks: ['1', '2', '3'],
      // Versions of one name may be made by anybody; what is replaced belongs to one.
      names: versioning ? ['a', 'b', 'dir/c'] : [`a${owner}`, `b${owner}`, `dir/c${owner}`],
      owned: owned.filter(({ name, checksum }) =>
        versioning ? Number.parseInt(checksum.slice(0, 6), 16) % owners === owner : owners === 1 || name.endsWith(String(owner)),
      ),
    })
    // By turns, so that a few trials have each way to die.
    const printed = trial % 3 === 1 ? await killOneOfTwo(plan, random) : await killOne(plan, random)
    for (const lines of printed) ledger.follow(lines)
    // Some are killed again while they clean up after the first.
    if (trial % 4 === 2) await killWhileOpening(plan(0, 1), random)

    const startedAt = performance.now()
    const store = await openTestStore({ root, settings: { versioning } })
    sums.recoveryMs.push(performance.now() - startedAt)
    found = await inspectStore(store, root)
    await store.close()
    sums.failures.push(...ledger.compare(found).map((failure) => `${label}, trial ${trial}: ${failure}`))
  }
  sums.acknowledged += ledger.acknowledged()
}

async function killOne(plan: (owner: number, owners: number) => WriterPlan, random: Random): Promise<WriterLine[][]> {
  const writer = startProcess<WriterLine>('writer', plan(0, 1))
  await writer.line(({ is }) => is === 'begun')
  await sleep(random.integer(60))
  writer.kill()
  return [await writer.ended]
}

/** The one that lives on takes over the dead one's tasks without opening the store again. */
async function killOneOfTwo(plan: (owner: number, owners: number) => WriterPlan, random: Random): Promise<WriterLine[][]> {
  const survivorPlan = { ...plan(1, 2), operations: 40 }
  const [killed, survivor] = [startProcess<WriterLine>('writer', plan(0, 2)), startProcess<WriterLine>('writer', survivorPlan)]
  await Promise.all([killed, survivor].map((writer) => writer.line(({ is }) => is === 'begun')))
  await sleep(random.integer(60))
  killed.kill()
  return Promise.all([killed.ended, survivor.ended])
}

async function killWhileOpening(plan: WriterPlan, random: Random): Promise<void> {
  const opener = startProcess<WriterLine>('writer', { ...plan, operations: 0 })
  await opener.line(({ is }) => is === 'opening')
  await sleep(random.integer(15))
  opener.kill()
  await opener.ended
}

function ownedOf(found: FoundStore): Owned[] {
  return [...found.places].flatMap(([checksum, [place]]) => (place === undefined ? [] : [{ checksum, ...place }]))
}
