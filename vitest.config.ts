import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{src,tools}/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
  },
})
