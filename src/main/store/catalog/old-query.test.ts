import { type Database } from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { artifactTypes } from '../../../shared/artifact.ts'
import { openOldQuery } from './old-query.ts'
import { openTables } from './schema.ts'

test('[S9] what a cleanup plan tells of an artifact stands in the index that it follows', () => {
  const database = openTables(':memory:')
  onTestFinished(() => void database.close())
  const asked: string[] = []
  const heard = { prepare: (sql: string) => (asked.push(sql), database.prepare(sql)) } as unknown as Database
  const { listOld } = openOldQuery(heard)
  for (const ranked of [0, 1])
    for (const type of artifactTypes)
      listOld({ type, before: '2026-01-01T00:00:00.000Z', after: { createdAt: '', rowId: 0 }, limit: 10, ranked, hasMetadata: false })
  expect(asked).toHaveLength(2)
  for (const sql of asked) {
    const parameters = { type: 'log', before: '', createdAt: '', rowId: 0, limit: 10, ranked: 1 }
    const steps = database.prepare<[typeof parameters], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(parameters)
    expect(steps.map(({ detail }) => detail)).toContainEqual(expect.stringContaining('artifact USING COVERING INDEX artifact_type_created'))
  }
})
