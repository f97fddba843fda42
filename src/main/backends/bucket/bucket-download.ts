// Reading an object to its end, whatever breaks on the way.
import { type VitrineError } from '../../../shared/errors.ts'
import { type DownloadOptions } from '../../store/backend.ts'
import { type Bucket, type Opened } from './bucket.ts'
import { pause, patient, retrying, TransientFault } from './retry.ts'

/** An answer that nobody reads is given up after this long, and asked for again when somebody does. */
const unreadMs = 5000

export interface DownloadSource {
  bucket: Pick<Bucket, 'open'>
  name: string
  notFound: () => VitrineError
  unreachable: (reason: string) => VitrineError
}

/** The bytes of the object as it is now. @throws artifact.not-found before the first byte */
export async function downloadObject(
  source: DownloadSource,
  { start = 0, end, signal }: DownloadOptions,
): Promise<AsyncIterable<Uint8Array>> {
  const { bucket, name, notFound } = source
  const first = await retrying(() => bucket.open(name, { start, end, signal }), { ...patient, signal })
  if (first === undefined) throw notFound()
  let unread: Opened | undefined = first
  const giveUp = () => {
    unread?.close()
    unread = undefined
  }
  const timer = setTimeout(giveUp, unreadMs)
  timer.unref()
  return (async function* () {
    clearTimeout(timer)
    const taken = unread
    unread = undefined
    yield* readOn(source, first, taken, { start, end: Math.min(end ?? Infinity, first.sizeBytes), signal })
  })()
}

/** Goes on where a broken answer ended. The stamp holds all answers to one and the same object. */
async function* readOn(
  { bucket, name, notFound, unreachable }: DownloadSource,
  { stamp }: Opened,
  taken: Opened | undefined,
  { start, end, signal }: { start: number; end: number; signal: AbortSignal | undefined },
): AsyncGenerator<Uint8Array> {
  let position = start
  let opened = taken
  for (let failures = 0; position < end || opened !== undefined;) {
    signal?.throwIfAborted()
    const from = position
    opened ??= await retrying(() => bucket.open(name, { start: from, end, ifMatch: stamp, signal }), { ...patient, signal })
    if (opened === undefined) throw notFound()
    const before = position
    try {
      for await (const chunk of opened.content) {
        position += chunk.length
        yield chunk
      }
    } catch (error) {
      if (!(error instanceof TransientFault)) throw error
      // It is counted below.
      if (position === before && failures + 1 >= patient.attempts) throw error.failure
    } finally {
      opened.close()
    }
    opened = undefined
    // An answer may also end early without a word.
    if (position < end) {
      failures = position > before ? 1 : failures + 1
      if (failures >= patient.attempts) throw unreachable(`its answers end after ${position - start} of ${end - start} bytes`)
      await pause(failures, signal)
    }
  }
}
