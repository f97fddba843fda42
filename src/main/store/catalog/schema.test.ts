import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openTables } from './schema.ts'

/** Files that this process has open and that have no name, or none any more. */
const namelessFiles = () =>
  readdirSync('/proc/self/fd').filter((descriptor) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`).endsWith(' (deleted)')
    } catch {
      // That of the listing itself is closed by now.
      return false
    }
  })

test.skipIf(process.platform !== 'linux')('[S12] filling the catalog writes no files but its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-schema-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const before = namelessFiles()
  const database = openTables(join(folder, 'catalog.db'))
  onTestFinished(() => void database.close())
  database.exec("BEGIN IMMEDIATE; INSERT INTO task (id, folder, spec, task, stamp) VALUES (1, 's/t', 's', 't', '')")
  const insert = database.prepare(
    `INSERT INTO artifact (task_id, file, spec, task, name, version, type, size, original_size, checksum, created_at, encoding, mime_type, tags, metadata)
     VALUES (1, ?, 's', 't', ?, 1, 'log', 1, 1, ?, '2026-01-02T03:04:05.678Z', 'zstd', 'text/plain', '[]', '{}')`,
  )
  for (let index = 0; index < 300; index++) insert.run(`${index}.log`, `${index}`, String(index).padStart(64, '0'))
  expect(namelessFiles()).toEqual(before)
  database.exec('COMMIT')
})
