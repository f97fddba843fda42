// The short form of `npm run torture`: every scenario tries to break its promise for a few seconds.
import { expect, test } from 'vitest'
import { chooseSeed } from './random.ts'
import { runScenario, scenarios } from './run-scenarios.ts'

test.each(scenarios.map((scenario) => [scenario.rules, scenario.invariant, scenario] as const))(
  '%s %s',
  // Far beyond what it takes: a busy machine is no failure.
  { timeout: 900_000 },
  async (_rules, _invariant, scenario) => {
    const seed = chooseSeed()
    const { figures, failures } = await runScenario(scenario, 'short', seed)
    console.log([`${scenario.name} (TEST_SEED=${seed} repeats it)`, ...figures].join('\n  · '))
    expect(failures, `TEST_SEED=${seed} repeats it`).toEqual([])
  },
)
