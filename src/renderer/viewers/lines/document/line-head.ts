// The first lines of a stream, read by the page itself: a first screen need not wait for the worker that reads it all.
import { LineDocument } from './line-document.ts'
import { type LineAnswers, type LineProgress, type LineQuestion } from './line-messages.ts'
import { Utf8Intake } from './utf8-intake.ts'

/** Many screens, and read before anybody notices. */
const headBytes = 65_536

/** Whole lines that the rest of the stream will not change. */
export interface LineHead {
  readonly progress: LineProgress
  /** Rows as far as they are here. */
  readRows: (question: Extract<LineQuestion, { ask: 'rows' }>) => LineAnswers['rows']
}

/** Undefined when it cannot be had: why not is told by the worker, which asks for the same. */
export async function fetchHead(address: string, signal: AbortSignal): Promise<LineHead | undefined> {
  try {
    // No range: a store checks the whole content before it gives out a part. Nothing is kept: the worker's answer would wait for it.
    const response = await fetch(address, { signal, cache: 'no-store' })
    return response.ok && response.body !== null ? await readHead(response.body) : undefined
  } catch {
    return undefined
  }
}

async function readHead(body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<LineHead> {
  const document = new LineDocument()
  const intake = new Utf8Intake()
  let receivedBytes = 0
  for await (const piece of body) {
    const part = piece.subarray(0, headBytes - receivedBytes)
    receivedBytes += part.length
    document.append(intake.push(part))
    if (receivedBytes === headBytes) break
  }
  const rowCount = { raw: document.firmRows('raw'), resolved: document.firmRows('resolved') }
  const { lineCount, hasEscapes } = document
  return {
    progress: { receivedBytes, lineCount, rowCount, firmRows: rowCount, hasEscapes, ended: false, elapsedMs: 0, layoutProblem: undefined },
    readRows: ({ view, first, end, limit }) => document.readRows(view, first, Math.min(end, rowCount[view]), limit),
  }
}
