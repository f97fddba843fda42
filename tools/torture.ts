// `npm run torture [-- NAME…]`: tries to break every promise of the store, in full and at random. `TEST_SEED` repeats a run, `TORTURE_FORM=short`
// is what the unit tests do.
import { runScenarios } from '../src/main/store/torture/run-scenarios.ts'

const names = process.argv.slice(2).filter((name) => name !== '')
const form = process.env['TORTURE_FORM'] === 'short' ? 'short' : 'full'
const failures = await runScenarios({ form, names, say: (line) => console.log(line) })
process.exitCode = failures === 0 ? 0 : 1
