// Compressed files, as CI and agents leave them: understood and shown as what they hold, stored as they came.
import { gunzipSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { vitrine } from './command-line.ts'
import { expect, test } from './fixtures.ts'

const diff =
  'diff --git a/till.ts b/till.ts\n--- a/till.ts\n+++ b/till.ts\n@@ -1,2 +1,3 @@\n const a = 1\n-const b = 2\n+const b = 3\n+const c = 4\n'
const log = `${'step done\n'.repeat(3_000)}ERROR: the marmalade ran out\n`
const report =
  '<testsuite name="till"><testcase name="adds"/><testcase name="rounds"><failure message="2 is not 3"/></testcase></testsuite>'

// What breaks off is answered with the reason.
test.use({ expectedComplaint: /status of 422/ })

test('compressed diffs, logs and reports are shown as what they hold, found by it, and given back as they came', async ({
  home,
  openWindow,
}) => {
  const contents = [
    ['change.diff.gz', gzipSync(diff)],
    ['run.log.zst', zstdCompressSync(log)],
    ['junit.xml.gz', gzipSync(report)],
    ['cut.log.gz', gzipSync(log).subarray(0, 60)],
  ] as const
  await Promise.all(
    contents.map(([name, bytes]) => vitrine(home, ['put', '--spec', 's', '--task', 't', '--version', '1', '--name', name, '-'], bytes)),
  )

  const window = await openWindow('/task/s/t/1/change.diff.gz')
  const diffRows = window.getByRole('grid', { name: 'Diff' })
  await expect(diffRows).toContainText('const c = 4')
  const artifact = window.getByRole('region', { name: 'Artifact change.diff.gz' })
  await expect(artifact).toContainText('gzip, unpacked')
  await expect(window.getByRole('toolbar').first()).toContainText('+2')
  const bytes = await window.evaluate(
    async (link) => {
      const answer = await fetch(link)
      return Array.from(new Uint8Array(await answer.arrayBuffer()))
    },
    (await artifact.getByRole('link', { name: 'Download' }).getAttribute('href')) ?? '',
  )
  expect(gunzipSync(Uint8Array.from(bytes)).toString()).toBe(diff)

  await window.goto(new URL('/task/s/t/1/run.log.zst', window.url()).href)
  await expect(window.getByRole('region', { name: 'Artifact run.log.zst' })).toContainText('zstd, unpacked')
  await expect(window.getByRole('table', { name: 'Log lines' })).toContainText('step done')
  await window.goto(new URL('/task/s/t/1/junit.xml.gz', window.url()).href)
  await expect(window.getByRole('region', { name: 'Artifact junit.xml.gz' })).toContainText('2 is not 3')
  await window.goto(new URL('/task/s/t/1/cut.log.gz', window.url()).href)
  await expect(window.getByRole('region', { name: 'Artifact cut.log.gz' })).toContainText('gzip data ends or breaks off')

  await window.goto(new URL('/search?q=marmalade', window.url()).href)
  await expect(window.getByRole('main')).toContainText('run.log.zst')
})
