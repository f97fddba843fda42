// What agents left in the stores of the stories: two attempts at one task, and a second spec.
import { rmSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeMarkedFolder } from '../tools/marked-folder.ts'
import { root } from '../tools/run-command.ts'
import { put, vitrine } from './command-line.ts'
import { type Home } from './served-app.ts'

export const spec = 'checkout-service'
export const task = 'T-12 retry payments'

export const diff = `diff --git a/src/payment.ts b/src/payment.ts
index 3b18e51..9c7f2aa 100644
--- a/src/payment.ts
+++ b/src/payment.ts
@@ -1,7 +1,9 @@
 import { charge } from './gateway'

-export function pay(order: Order) {
-  return charge(order.total)
+export async function pay(order: Order) {
+  for (let attempt = 1; attempt < 4; attempt++) {
+    await charge(order.total)
+  }
 }

 export const currency = 'EUR'
diff --git a/README.md b/README.md
index 1111111..2222222 100644
--- a/README.md
+++ b/README.md
@@ -1 +1,2 @@
 # Checkout
+Payments are retried three times.
`

export const log = [
  '$ npm test',
  '\u001B[32mPASS\u001B[0m src/cart.test.ts',
  '\u001B[31mFAIL\u001B[0m src/payment.test.ts',
  'Error: connect ECONNREFUSED 127.0.0.1:5432',
  ...Array.from({ length: 400 }, (_, line) => `  at step ${line + 1} of the retry loop`),
  'npm ERR! code 1',
  '',
].join('\n')

export const report = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="payment" tests="4" failures="1" errors="0" skipped="1" time="1.5">
    <testcase classname="payment.retry" name="retries a refused charge" time="0.5"/>
    <testcase classname="payment.retry" name="gives up after three" time="0.75">
      <failure message="expected 3 calls, got 4">AssertionError: expected 3 calls, got 4
    at src/payment.test.ts:21:5</failure>
    </testcase>
    <testcase classname="payment.currency" name="charges in euro" time="0.25"/>
    <testcase classname="payment.currency" name="charges in yen"><skipped message="no yen yet"/></testcase>
  </testsuite>
</testsuites>
`

/** What a story's store holds before it is opened: two attempts made here, or the sample store. */
export type Contents = 'two attempts' | 'sample'

type Filler = (home: Home) => Promise<unknown>

const fillers: Record<Contents, Filler> = {
  'two attempts': putTwoAttempts,
  sample: (home) => vitrine(home, ['import', join(root, 'sample')]),
}

/** Made once by each worker: a store works wherever it is copied. */
const templates = new Map<Filler, Promise<string>>()

/** Fills the store of a story, which nobody has opened yet. */
export async function seed(home: Home, contents: Contents): Promise<void> {
  await fillOnce(home, fillers[contents])
}

/** Fills it as `fill` does, which runs once in each worker; it is the same function each time. */
export async function fillOnce(home: Home, fill: Filler): Promise<void> {
  const template = templates.get(fill) ?? makeTemplate(fill)
  templates.set(fill, template)
  await cp(await template, home.store, { recursive: true })
}

async function makeTemplate(fill: Filler): Promise<string> {
  const directory = makeMarkedFolder(tmpdir(), 'vitrine-seed')
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }))
  const store = join(directory, 'store')
  await fill({ directory, store })
  return store
}

/** An attempt that anna made, and a better one by boris, with a second spec. */
export async function putTwoAttempts(home: Home): Promise<void> {
  const at = (version: number, agent: string) => ({ spec, task, version, meta: { agent, model: 'opus' } })
  await put(home, { ...at(1, 'anna'), type: 'diff', name: 'change.diff' }, diff.replace('attempt < 4', 'attempt < 9'))
  await put(home, { ...at(1, 'anna'), type: 'test', name: 'junit.xml' }, report.replaceAll('got 4', 'got 9'))
  await put(home, { ...at(2, 'boris'), type: 'diff', name: 'change.diff' }, diff)
  await put(home, { ...at(2, 'boris'), type: 'log', name: 'run.log' }, log)
  await put(home, { ...at(2, 'boris'), type: 'test', name: 'junit.xml' }, report)
  await put(home, { spec: 'billing', task: '1', type: 'log', name: 'run.log' }, 'nothing to see\n')
}
