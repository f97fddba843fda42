// `torture-child.ts NAME PLAN`: one of the processes that the torture starts, by the dozen. It loads what it runs, and no scenario.
import { runWriter, type WriterPlan } from '../src/main/store/torture/writer.ts'

const programs: Record<string, (plan: unknown) => Promise<void>> = {
  // Its end leaves the compiled sources for the others, which are killed before they could.
  nothing: async () => undefined,
  writer: (plan) => runWriter(plan as WriterPlan),
}

const [name = '', plan = 'null'] = process.argv.slice(2)
const program = programs[name]
if (program === undefined) throw new Error(`there is no child "${name}"`)
await program(JSON.parse(plan))
