// `npm run torture [-- NAME…]`: tries to break every promise of the store, in full and at random. `TEST_SEED` repeats a run, `TORTURE_FORM=short`
// is what the unit tests do. `child NAME PLAN` is how it starts processes of its own.
import { childPrograms, runScenarios } from '../src/main/store/torture/run-scenarios.ts'

const [first, name = '', plan = 'null', ...rest] = process.argv.slice(2)
if (first === 'child') {
  const program = childPrograms[name]
  if (program === undefined) throw new Error(`there is no child "${name}"`)
  await program(JSON.parse(plan))
} else {
  const names = [first, name, plan, ...rest].filter((given) => given !== undefined && given !== '' && given !== 'null')
  const form = process.env['TORTURE_FORM'] === 'short' ? 'short' : 'full'
  const failures = await runScenarios({ form, names: names.map(String), say: (line) => console.log(line) })
  process.exitCode = failures === 0 ? 0 : 1
}
