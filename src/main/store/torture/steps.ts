// Scenario 1, without chance: a process that dies right before each step of everything it can do.
import { join } from 'node:path'
import { openTestStore } from '../test-store.ts'
import { Actor, type Deed, deeds } from './deeds.ts'
import { bury, dieAt } from './dying-store.ts'
import { inspectStore } from './inspect-store.ts'
import { openLedger } from './ledger.ts'
import { type Scenario, tellFailures, type TortureOptions, type TortureOutcome } from './scenario.ts'

/** What happens between the death and the next open. */
const aftermaths = ['nothing', 'somebody else works on the task', 'the recovery dies too'] as const

/** More steps than any deed has. */
const mostSteps = 200

export const stepsScenario: Scenario = {
  name: 'death at every step',
  rules: '[S5] [S6] [S8]',
  invariant: 'before whichever call a process dies, and whatever comes next, nothing is half-done after the next open',
  run: async (options): Promise<TortureOutcome> => {
    const failures: string[] = []
    let trials = 0
    for (const deed of deeds) {
      for (const aftermath of aftermaths) {
        const outcome = await runDeed(options, deed, aftermath)
        trials += outcome.trials
        failures.push(...outcome.failures)
      }
    }
    return {
      figures: [`${trials} deaths in ${deeds.length} kinds of work, ${failures.length} lost, torn or left behind`],
      failures: tellFailures(failures),
    }
  },
}

type Aftermath = (typeof aftermaths)[number]

async function runDeed(
  { folder, random, form }: TortureOptions,
  deed: Deed,
  aftermath: Aftermath,
): Promise<{ trials: number; failures: string[] }> {
  const label = `${deed.name}, then ${aftermath}`
  const root = join(folder, label.replaceAll(/\W+/g, '-'))
  const choices = random.fork(label)
  const settings = { versioning: deed.versioning }
  const ledger = openLedger(deed)
  const failures: string[] = []
  let trials = 0
  for (let step = 1; step < mostSteps; step += form === 'full' ? 1 : 1 + choices.integer(9)) {
    const actor = new Actor(`at step ${step}`, ledger, choices)
    const survivor = await openTestStore({ root, settings })
    const work = await deed.prepare(actor, survivor)
    const died = await dieAt(root, settings, step, work)
    if (died === undefined) {
      await survivor.close()
      return { trials, failures }
    }
    trials++
    const say = (failure: string) => failures.push(`${label}: died at step ${step}, before ${died}: ${failure}`)
    try {
      if (aftermath === 'somebody else works on the task') for (const name of ['a', 'dir/a']) await actor.put(survivor, name)
      if (aftermath === 'the recovery dies too')
        for (let again = 1 + choices.integer(3); ; again += 1 + choices.integer(4))
          if ((await dieAt(root, settings, again)) === undefined) break
    } catch (error) {
      say(`what came next failed: ${String(error)}`)
    }
    await survivor.close()
    const store = await openTestStore({ root, settings })
    for (const failure of ledger.compare(await inspectStore(store, root))) say(failure)
    await store.close()
    await bury()
  }
  return { trials, failures: [...failures, `${label}: it never ends`] }
}
