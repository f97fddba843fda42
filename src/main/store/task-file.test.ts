import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { formatSidecar, parseSidecar } from './necrocode/sidecar.ts'
import { formatTaskFile, parseTaskFile } from './task-file.ts'

const page = await readFile(join(import.meta.dirname, '../../../docs/formats.md'), 'utf8')
const exampleBelow = (heading: string) => /```json\n([\s\S]*?)\n```/.exec(page.slice(page.indexOf(heading)))?.[1] ?? ''
const taskExample = exampleBelow('\n## `metadata.json`')
const sidecarExample = exampleBelow("\n# NecroCode's stores")

test('[S1] the record file that docs/formats.md shows is read, and written again with every field it has', async () => {
  const task = await parseTaskFile(Buffer.from(taskExample), 'chat-app/1.1', 'file:///srv/artifacts')
  expect(task.unreadable).toEqual([])
  expect(task.entries).toHaveLength(1)
  expect(JSON.parse(Buffer.from(await formatTaskFile(task)).toString('utf8'))).toEqual(JSON.parse(taskExample))
})

test('[S3] a record needs no URI, spec or task of its own: where it lies says them', async () => {
  const given = JSON.parse(taskExample) as { artifacts: Record<string, unknown>[] }
  for (const record of given.artifacts) for (const field of ['uri', 'spec_name', 'task_id']) delete record[field]
  const task = await parseTaskFile(Buffer.from(JSON.stringify(given)), 'chat-app/1.1', 'file:///srv/artifacts')
  expect(task.unreadable).toEqual([])
  expect(task.entries[0]?.record).toMatchObject({
    uri: 'file:///srv/artifacts/chat-app/1.1/diff.txt.zst',
    specName: 'chat-app',
    taskId: '1.1',
  })
})

test('[S13] the NecroCode record that docs/formats.md shows is the one that is written, to the byte', () => {
  expect(Buffer.from(formatSidecar(parseSidecar(Buffer.from(sidecarExample)))).toString('utf8')).toBe(sidecarExample)
})
