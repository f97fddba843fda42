import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The torture takes a third of the whole time: begun last, it would run alone. */
class TortureFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isTorture = ({ moduleId }: TestSpecification) => moduleId.endsWith('/torture.test.ts')
    // oxlint-disable-next-line unicorn/no-array-sort -- it is the sequencer's, and gives a new one
    const usual = await super.sort(files)
    return usual.toSorted((a, b) => Number(isTorture(b)) - Number(isTorture(a)))
  }
}

const tests = '**/*.test.{ts,tsx}'
/** Rooms whose modules keep nothing between two tests: their files need no process of their own, whose start takes longer than most of them. */
const pureRooms = ['src/shared', 'src/renderer/ui', 'src/renderer/viewers', 'src/renderer/views'].map((room) => `${room}/${tests}`)
// The live ones need a service; `npm run test:s3` runs them.
const excluded = ['node_modules/**', '**/*.live.test.ts']

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'pure', include: pureRooms, exclude: excluded, isolate: false } },
      { extends: true, test: { name: 'own', include: [`{src,tools}/${tests}`], exclude: [...excluded, ...pureRooms] } },
    ],
    // What tests start, threads and processes, finds the sources compiled.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/vitrine-tests') },
    setupFiles: ['tools/seeded-properties.ts'],
    sequence: { sequencer: TortureFirst },
    // Far beyond what a test takes: a busy machine is no failure.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    // One more than there are cores: many tests wait for a process, a disk or a lock.
    maxWorkers: availableParallelism() + 1,
  },
})
