// Reads a diff away from the page: fetches and scans it. It ends with the diff, so that what scanning took of memory is given back.
import { readAnswerFailure } from '../fetch-failure.ts'
import { plainBytes } from './scan/plain-bytes.ts'
import { scanSegments } from './scan/segments.ts'
import { type FromScanWorker, type ToScanWorker } from './worker-messages.ts'

function tell(message: FromScanWorker, transfer: Transferable[] = []): void {
  globalThis.postMessage(message, { transfer })
}

let receivedBytes = 0

const reasonOf = (problem: unknown) => (problem instanceof Error ? problem.message : String(problem))

async function open(address: string, cache: RequestCache): Promise<void> {
  receivedBytes = 0
  const response = await fetch(address, { cache })
  if (!response.ok || response.body === null) {
    tell({ say: 'failed', failure: await readAnswerFailure(response) })
    return
  }
  const length = Number(response.headers.get('content-length'))
  await read(response.body, length)
}

async function read(body: ReadableStream<Uint8Array<ArrayBuffer>>, length: number): Promise<void> {
  const { stream, wasGzip, encoding } = await plainBytes(body)
  tell({ say: 'opened', totalBytes: length > 0 && !wasGzip ? length : undefined, wasGzip, encoding })
  for await (const scanned of scanSegments(stream)) {
    receivedBytes = scanned.readBytes
    const { bytes, offsets, kinds, oldLines, newLines, widths } = scanned.segment
    tell({ say: 'segment', scanned }, [bytes.buffer, offsets.buffer, kinds.buffer, oldLines.buffer, newLines.buffer, widths.buffer])
  }
  tell({ say: 'end' })
}

const fail = (problem: unknown) => tell({ say: 'failed', failure: { kind: 'broken', reason: reasonOf(problem), receivedBytes } })

globalThis.addEventListener('message', ({ data }: MessageEvent<ToScanWorker>) => {
  switch (data.say) {
    case 'open':
      open(data.address, data.cache).catch(fail)
      break
    case 'read':
      read(new Blob([data.bytes]).stream(), data.bytes.length).catch(fail)
      break
  }
})
