// Reads a diff away from the page, from the bytes that the page hands over as they come.
import { plainBytes } from './scan/plain-bytes.ts'
import { scanSegments } from './scan/segments.ts'
import { type FromScanWorker, type ToScanWorker } from './worker-messages.ts'
import { messageOf } from '../../../shared/message-of.ts'

function tell(message: FromScanWorker, transfer: Transferable[] = []): void {
  globalThis.postMessage(message, { transfer })
}

let receivedBytes = 0
let feed: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined

async function read(body: ReadableStream<Uint8Array<ArrayBuffer>>, totalBytes: number | undefined): Promise<void> {
  const { stream, wasGzip, encoding } = await plainBytes(body)
  tell({ say: 'opened', totalBytes: wasGzip ? undefined : totalBytes, wasGzip, encoding })
  for await (const scanned of scanSegments(stream)) {
    receivedBytes = scanned.readBytes
    const { bytes, offsets, kinds, oldLines, newLines, widths } = scanned.segment
    tell({ say: 'segment', scanned }, [bytes.buffer, offsets.buffer, kinds.buffer, oldLines.buffer, newLines.buffer, widths.buffer])
  }
  tell({ say: 'end' })
}

const fail = (problem: unknown) => tell({ say: 'failed', failure: { kind: 'broken', reason: messageOf(problem), receivedBytes } })

globalThis.addEventListener('message', ({ data }: MessageEvent<ToScanWorker>) => {
  switch (data.say) {
    case 'start': {
      const body = new ReadableStream<Uint8Array<ArrayBuffer>>({ start: (controller) => (feed = controller) })
      read(body, data.totalBytes).catch(fail)
      break
    }
    case 'bytes':
      feed?.enqueue(data.bytes)
      break
    case 'whole':
      feed?.close()
      break
  }
})
