import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { type Facts } from '../../../shared/facts.ts'
import { openCatalogFile } from './catalog.ts'
import { makeRecord, rootUri } from './large-fixture.ts'

test('[S12] what comes together is written to the full text once, not once for each piece', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-text-'))
  const path = join(folder, 'catalog.db')
  const catalog = openCatalogFile(path, rootUri)
  const index = new Database(path, { readonly: true })
  const countSegments = () => index.prepare<[], number>('SELECT count(DISTINCT segid) FROM text_index_idx').pluck().get()
  try {
    const entries = Array.from({ length: 10 }, (_, at) => ({ file: `${at}`, record: makeRecord(at) }))
    catalog.putTask({ folder: 's/1', specName: 's', taskId: '1', stamp: '1' }, entries, [])
    expect(countSegments()).toBe(1)
    const facts: Facts = { type: 'file', content: 'text', lines: 1, notes: [] }
    catalog.putRead(
      entries.map(({ file, record }) => ({ place: { folder: 's/1', file }, checksum: record.checksum, facts, pieces: [`walrus ${file}`] })),
    )
    expect(countSegments()).toBe(2)
    expect(catalog.list({}, 'created', 20, undefined, ['walrus']).artifacts).toHaveLength(10)
  } finally {
    index.close()
    catalog.close()
    await rm(folder, { recursive: true })
  }
})
