// The page's end of a scan. It ends when nobody wants it any more, or when one block takes too long.
import { t } from '../../../../shared/language/translate.ts'
import { type LineSource } from '../document/line-source.ts'
import { type ScanJob, type ScanResult } from './scan.ts'
import { type FromScan, type ToScan } from './scan-messages.ts'

export type ScanState =
  | { state: 'running'; scannedRows: number }
  /** Everything that is there was read; when the stream grows it runs again. */
  | { state: 'done' }
  /** A pattern that backtracks without end, at the block that begins with this row. */
  | { state: 'stopped'; row: number }
  /** The worker itself failed. */
  | { state: 'failed'; reason: string }

const longestBlockMs = 3000

/** Starts a scan. Returns the function that ends it. */
export function startRowScan(
  source: LineSource,
  job: ScanJob,
  listener: { onResult: (result: ScanResult, fromRow: number) => void; onState: (state: ScanState) => void },
): () => void {
  const worker = new Worker(new URL('./scan-worker.ts', import.meta.url), { type: 'module' })
  const channel = new MessageChannel()
  let limit: ReturnType<typeof setTimeout> | undefined
  const end = () => {
    clearTimeout(limit)
    channel.port1.close()
    worker.terminate()
  }
  const finish = (state: ScanState) => {
    end()
    listener.onState(state)
  }
  worker.addEventListener('message', ({ data }: MessageEvent<FromScan>) => {
    clearTimeout(limit)
    switch (data.kind) {
      case 'reading':
        limit = setTimeout(() => finish({ state: 'stopped', row: data.row }), longestBlockMs)
        break
      case 'found':
        listener.onResult(data.result, data.fromRow)
        listener.onState({ state: 'running', scannedRows: data.scannedRows })
        break
      case 'done':
        if (data.result !== undefined) listener.onResult(data.result, Infinity)
        listener.onState({ state: 'done' })
        break
    }
  })
  worker.addEventListener('error', (event) => finish({ state: 'failed', reason: event.message || t('the worker could not be started') }))
  source.feed(job.view, channel.port1)
  const message: ToScan = { job, feed: channel.port2 }
  worker.postMessage(message, [channel.port2])
  return end
}
