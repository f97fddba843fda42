// Runs scenarios one after the other, each in a folder of its own, and says what it found.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clockScenario } from './clock.ts'
import { crowdScenario } from './crowd.ts'
import { damageScenario } from './damage.ts'
import { failingCallsScenario } from './failing-calls.ts'
import { fullDiskScenario } from './full-disk.ts'
import { hostileArchivesScenario } from './hostile-archives.ts'
import { hostileNamesScenario } from './hostile-names.ts'
import { killScenario } from './kill.ts'
import { endProcesses } from './processes.ts'
import { plantedLinksScenario } from './planted-links.ts'
import { chooseSeed, openRandom } from './random.ts'
import { sizesScenario } from './sizes.ts'
import { stepsScenario } from './steps.ts'
import { type Scenario, type TortureOptions, type TortureOutcome } from './scenario.ts'

export const scenarios: Scenario[] = [
  killScenario,
  crowdScenario,
  stepsScenario,
  failingCallsScenario,
  fullDiskScenario,
  damageScenario,
  clockScenario,
  hostileNamesScenario,
  hostileArchivesScenario,
  plantedLinksScenario,
  sizesScenario,
]

/** One scenario, with its folder made and removed. */
export async function runScenario(scenario: Scenario, form: TortureOptions['form'], seed: number): Promise<TortureOutcome> {
  const folder = await mkdtemp(join(process.env['TORTURE_FOLDER'] ?? tmpdir(), 'vitrine-torture-'))
  try {
    return await scenario.run({ form, random: openRandom(seed).fork(scenario.name), folder })
  } finally {
    // A scenario that broke off has left processes at work in the folder.
    await endProcesses()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Runs those whose names contain one of `names`, or all; gives the number of failures. */
export async function runScenarios({
  form,
  names,
  say,
}: {
  form: TortureOptions['form']
  names: readonly string[]
  say: (line: string) => void
}): Promise<number> {
  const seed = chooseSeed('random')
  say(`seed ${seed} (TEST_SEED=${seed} repeats it), ${form} form`)
  let failed = 0
  for (const scenario of scenarios) {
    if (names.length > 0 && !names.some((name) => scenario.name.includes(name))) continue
    const startedAt = performance.now()
    const { figures, failures } = await runScenario(scenario, form, seed)
    failed += failures.length
    say(`${failures.length === 0 ? '✓' : '✗'} ${scenario.name} ${scenario.rules} ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
    say(`  ${scenario.invariant}`)
    for (const figure of figures) say(`  · ${figure}`)
    for (const failure of failures) say(`  ✗ ${failure}`)
  }
  return failed
}
