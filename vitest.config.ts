import { availableParallelism } from 'node:os'
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

export default defineConfig({
  test: {
    include: ['{src,tools}/**/*.test.{ts,tsx}'],
    // They need a service; `npm run test:s3` runs them.
    exclude: ['node_modules/**', '**/*.live.test.ts'],
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
