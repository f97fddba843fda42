import { describe, expect, it } from 'vitest'
import { VitrineError } from '../../../shared/errors.ts'
import { mostTelling, nextUploads, sumUploads, type Upload, updateUpload, type UploadStatus } from './upload-queue.ts'

const upload = (id: number, status: UploadStatus, sizeBytes = 100): Upload => ({
  id,
  target: { specName: 'a', taskId: '1', name: `file-${id}` },
  sizeBytes,
  status,
})
const waiting: UploadStatus = { state: 'waiting' }
const failed: UploadStatus = { state: 'failed', error: new VitrineError('internal', { reason: 'test' }) }
const sending = (sentBytes: number): UploadStatus => ({ state: 'sending', sentBytes })

describe('the queue of uploads', () => {
  it('starts two at a time, in order', () => {
    const uploads = [upload(1, waiting), upload(2, waiting), upload(3, waiting)]
    expect(nextUploads(uploads).map(({ id }) => id)).toEqual([1, 2])
    expect(nextUploads(updateUpload(uploads, 1, sending(0))).map(({ id }) => id)).toEqual([2])
    expect(nextUploads([upload(1, sending(1)), upload(2, sending(1)), upload(3, waiting)])).toEqual([])
  })

  it('goes on when one is over, however it ended', () => {
    expect(nextUploads([upload(1, failed), upload(2, { state: 'cancelled' }), upload(3, waiting)]).map(({ id }) => id)).toEqual([3])
  })

  it('counts bytes of what is or will be sent, and none of what failed or was cancelled', () => {
    const sums = sumUploads([upload(1, sending(40)), upload(2, waiting), upload(3, failed), upload(4, { state: 'cancelled' })])
    expect(sums).toEqual({ running: 2, done: 0, failed: 1, cancelled: 1, sentBytes: 40, sizeBytes: 200 })
  })

  it('shows of many those that failed or are on their way, in their order', () => {
    const done: UploadStatus = { state: 'done', artifact: {} as never }
    const uploads = [upload(1, done), upload(2, waiting), upload(3, failed), upload(4, sending(1)), upload(5, done)]
    expect(mostTelling(uploads, 3).map(({ id }) => id)).toEqual([2, 3, 4])
    expect(mostTelling(uploads, 4).map(({ id }) => id)).toEqual([1, 2, 3, 4])
    expect(mostTelling(uploads, 5)).toBe(uploads)
  })

  it('never counts more than a file has, whatever the request adds around it', () => {
    expect(sumUploads([upload(1, sending(250))]).sentBytes).toBe(100)
  })
})
