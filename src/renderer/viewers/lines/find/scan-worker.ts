// Runs one scan over the rows that the line worker hands out. The page ends this worker when it wants no more of it.
import { type FromFeed, type ToFeed } from '../document/line-messages.ts'
import { type FromScan, type ToScan } from './scan-messages.ts'
import { startScan } from './scan.ts'

/** One block is read while the next is on its way. */
const blocksAhead = 2

/** As much outside its heap makes V8 collect what lies there; nobody writes to it, so that it is never taken from the system. */
const collectingBytes = 2 ** 27

/** The text of all blocks lies outside the heap, and a worker that has nothing more to do would keep the garbage. */
function collectText(): void {
  try {
    new ArrayBuffer(collectingBytes).slice(0, 0)
  } catch (error) {
    // Where there is no room for it, looking for some has collected as well.
    if (!(error instanceof RangeError)) throw error
  }
}

function post(message: FromScan): void {
  globalThis.postMessage(message, { transfer: [] })
}

globalThis.addEventListener('message', ({ data: { job, feed } }: MessageEvent<ToScan>) => {
  const scan = startScan(job)
  const askNext = (used?: ArrayBuffer) => {
    const next: ToFeed = { used }
    feed.postMessage(next, used === undefined ? [] : [used])
  }
  feed.addEventListener('message', ({ data: block }: MessageEvent<FromFeed>) => {
    if (block === null) {
      const result = scan.end()
      post({ kind: 'done', ...(result === undefined ? {} : { result }) })
      collectText()
      return
    }
    post({ kind: 'reading', row: block.row })
    post({ kind: 'found', result: scan.read(block), fromRow: block.row, scannedRows: block.row + block.rowCount })
    askNext(typeof block.content === 'string' ? undefined : block.content.buffer)
  })
  feed.start()
  for (let ahead = 0; ahead < blocksAhead; ahead++) askNext()
})
