import { expect, it } from 'vitest'
import { type Trashed } from '../../../../shared/trash.ts'
import { deleterOf, isExpired, sumBytes } from './trash-rows.ts'

const trashed = (name: string, deletedBy: string | null): Trashed => ({
  trashId: name,
  record: {
    uri: `file:///store/s/t/${name}`,
    taskId: 't',
    specName: 'Checkout',
    type: 'log',
    name,
    size: 7,
    originalSize: 9,
    checksum: 'a'.repeat(64),
    createdAt: '2026-11-01T00:00:00.000Z',
    compressed: true,
    encoding: 'zstd',
    mimeType: 'text/plain',
    tags: [],
    version: 1,
    metadata: {},
  },
  deletedAt: '2026-11-10T00:00:00.000Z',
  deletedBy,
  expiresAt: '2026-11-17T00:00:00.000Z',
})
const all = [trashed('a.log', null), trashed('b.log', 'cleanup:p-1'), trashed('c.txt', 'anna')]

it('the trash says who deleted what', () => {
  expect(all.map(deleterOf)).toEqual([{ by: 'unknown' }, { by: 'cleanup', planId: 'p-1' }, { by: 'person', name: 'anna' }])
})

it('what waited its days is expired, and bytes are those that are stored', () => {
  expect([
    isExpired(all[0] ?? trashed('', null), Date.parse('2026-11-18')),
    isExpired(trashed('', null), Date.parse('2026-11-16')),
  ]).toEqual([true, false])
  expect(sumBytes(all)).toBe(21)
})
