// Scenario 3: every call that can fail does, once each: refused, done but reported as failed, or broken from then on.
import { join } from 'node:path'
import { isVitrineError } from '../../../shared/errors.ts'
import { openTestStore } from '../test-store.ts'
import { Actor, type Deed, deeds, outcomeOf } from './deeds.ts'
import { faultErrors, type FaultError, faultyBackend, faultyDatabases, type FaultKind, Faults } from './faults.ts'
import { inspectStore } from './inspect-store.ts'
import { openLedger } from './ledger.ts'
import { type Scenario, tellFailures, type TortureOptions, type TortureOutcome } from './scenario.ts'

const kinds: FaultKind[] = ['refuse', 'late', 'break']
const errors = Object.keys(faultErrors) as FaultError[]
/** More calls than any deed makes. */
const mostCalls = 200

export const failingCallsScenario: Scenario = {
  name: 'failing calls',
  rules: '[S5] [S8]',
  invariant: 'whichever call fails, the error says what is wrong, nothing is lost, and everything works again afterwards',
  run: async (options): Promise<TortureOutcome> => {
    const failures: string[] = []
    let trials = 0
    for (const deed of deeds) {
      for (const kind of kinds) {
        const outcome = await runDeed(options, deed, kind)
        trials += outcome.trials
        failures.push(...outcome.failures)
      }
    }
    return {
      figures: [`${trials} failing calls (${errors.join(', ')}) in ${deeds.length} kinds of work, ${failures.length} badly taken`],
      failures: tellFailures(failures),
    }
  },
}

async function runDeed(
  { folder, random, form }: TortureOptions,
  deed: Deed,
  kind: FaultKind,
): Promise<{ trials: number; failures: string[] }> {
  const label = `${deed.name}, ${kind}`
  const root = join(folder, label.replaceAll(/\W+/g, '-'))
  const choices = random.fork(label)
  const settings = { versioning: deed.versioning, lockWaitMs: 5000 }
  const ledger = openLedger(deed)
  const faults = new Faults()
  const failures: string[] = []
  const store = await openTestStore({
    root,
    settings,
    wrap: ({ backend, databases }) => ({ backend: faultyBackend(backend, faults), databases: faultyDatabases(databases, faults) }),
  })
  let trials = 0
  try {
    for (let call = 1; call < mostCalls; call += form === 'full' ? 1 : 1 + choices.integer(9)) {
      const actor = new Actor(`at call ${call}`, ledger, choices)
      const work = await deed.prepare(actor, store)
      await store.settled()
      const error = choices.pick(errors)
      faults.arm(call, kind, error)
      const thrown = await outcomeOf(work(store))
      await store.settled()
      faults.disarm()
      const { hit } = faults
      if (hit === undefined) return { trials, failures }
      trials++
      const say = (failure: string) => failures.push(`${label}: ${error} at call ${call}, ${hit}: ${failure}`)
      if (thrown !== undefined && !isVitrineError(thrown, faultErrors[error]().code)) say(`the error is ${String(thrown)}`)

      // The next writer settles what was left, be it here or in another process that opens the store.
      const other = choices.chance(0.5) ? await openTestStore({ root, settings }) : undefined
      const again = await outcomeOf(actor.put(other ?? store, 'afterwards'))
      if (again !== undefined) say(`it does not work again: ${String(again)}`)
      await other?.close()
      const found = await inspectStore(store, root)
      // A process that lives may still hold on to a stage that it could not drop or does not know of.
      const problems = found.problems.filter((problem) => kind === 'refuse' || !problem.includes('.vitrine/tmp'))
      for (const failure of ledger.compare({ ...found, problems })) say(failure)
      await faults.closeStages()
    }
    return { trials, failures: [...failures, `${label}: it never ends`] }
  } finally {
    await store.close()
  }
}
