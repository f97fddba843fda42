import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{src,tools}/**/*.test.{ts,tsx}'],
    // They need a service; `npm run test:s3` runs them.
    exclude: ['node_modules/**', '**/*.live.test.ts'],
    // Far beyond what a test takes: a busy machine is no failure.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    // The default keeps a core free, which of two cores is half of them.
    maxWorkers: '100%',
  },
})
