import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.live.test.ts'],
    testTimeout: 120_000,
  },
})
