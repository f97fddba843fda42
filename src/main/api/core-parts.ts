// The core's code in parts of about the same length: for a shell that answers requests between two.

/** Load them one after the other. */
export const coreParts: readonly (() => unknown)[] = [
  () => import('../store/open-store.ts'),
  () => import('../facts/facts-pool.ts'),
  () => import('./app.ts'),
  // Node loads fetch when one of its classes is first named.
  () => globalThis.Headers,
]
