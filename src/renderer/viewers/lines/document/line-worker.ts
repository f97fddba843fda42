// The worker that fetches a stream, keeps its bytes and answers for its lines.
import { type FetchFailure, readAnswerFailure } from '../../fetch-failure.ts'
import { readPieces } from './byte-stream.ts'
import { JsonIntake } from './json-intake.ts'
import { LineDocument } from './line-document.ts'
import { type FromLines, type LineAnswers, type LineLayout, type LineQuestion, type ToLines } from './line-messages.ts'
import { RowFeed } from './row-feed.ts'
import { Utf8Intake } from './utf8-intake.ts'
import { messageOf } from '../../../../shared/message-of.ts'

const progressPauseMs = 60
const longestTurnMs = 8

const document = new LineDocument()
const json = new JsonIntake()
const startedAt = performance.now()
let feeds: RowFeed[] = []
const fetching = new AbortController()
let receivedBytes = 0
/** The document's bytes are those of the stream. */
let isAsItCame = false
/** Questions asked before there was a line to answer for. */
let early: { id: number; question: Exclude<LineQuestion, { ask: 'extend' }> }[] = []

function post(message: FromLines): void {
  globalThis.postMessage(message, { transfer: [] })
}

function postProgress(): void {
  for (const feed of feeds) feed.serve()
  const rowCount = { raw: document.rowCount('raw'), resolved: document.rowCount('resolved') }
  const { lineCount, hasEscapes, ended } = document
  post({
    kind: 'progress',
    progress: {
      receivedBytes,
      lineCount,
      rowCount,
      firmRows: { raw: document.firmRows('raw'), resolved: document.firmRows('resolved') },
      hasEscapes,
      ended,
      elapsedMs: performance.now() - startedAt,
      layoutProblem: json.problem,
    },
  })
  const asked = early
  early = []
  for (const { id, question } of asked) post({ kind: 'answer', id, answer: answer(question) })
}

const turns = new MessageChannel()

/** Lets questions in between two pieces of the stream; a timer would wait at least four milliseconds. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    turns.port1.addEventListener('message', () => resolve(), { once: true })
    turns.port1.start()
    turns.port2.postMessage(null)
  })
}

async function load(address: string, layout: LineLayout): Promise<void> {
  const response = await fetch(address, { signal: fetching.signal })
  if (!response.ok || response.body === null) {
    post({ kind: 'failed', failure: await readAnswerFailure(response) })
    return
  }
  const utf8 = new Utf8Intake()
  const intake = layout === 'json' ? json : utf8
  let toldAt = -Infinity
  let turnAt = performance.now()
  for await (const piece of readPieces(response.body)) {
    receivedBytes += piece.length
    document.append(intake.push(piece))
    const now = performance.now()
    if (now - toldAt >= progressPauseMs && document.lineCount > 0) {
      toldAt = now
      postProgress()
    }
    if (now - turnAt >= longestTurnMs) {
      await nextTurn()
      turnAt = performance.now()
    }
  }
  document.append(intake.end())
  isAsItCame = layout === 'as-is' && !utf8.isChanging
}

/** What is compared before reading on: where the known bytes begin, and where they end. */
const comparedBytes = 65_536

/** True when the bytes at an address begin with those that have come; what follows them is then read. */
async function extend(address: string): Promise<boolean> {
  if (!isAsItCame || !document.ended || document.byteLength !== receivedBytes) return false
  const known = document.byteLength
  const headEnd = Math.min(known, comparedBytes)
  const tailStart = Math.max(0, known - comparedBytes)
  const head = await fetch(address, { headers: { range: `bytes=0-${Math.max(0, headEnd - 1)}` } })
  if (known > 0 && !(head.ok && isSame(new Uint8Array(await head.arrayBuffer()), document.readBytes(0, headEnd)))) return false
  const rest = await fetch(address, { headers: { range: `bytes=${tailStart}-` } })
  if (rest.status !== 206 && !(rest.status === 200 && tailStart === 0)) return false
  const bytes = new Uint8Array(await rest.arrayBuffer())
  if (!isSame(bytes.subarray(0, known - tailStart), document.readBytes(tailStart, known))) return false
  if (tailStart + bytes.length === known) return true
  for (const feed of feeds) feed.rewind()
  document.append(bytes.subarray(known - tailStart))
  receivedBytes = document.byteLength
  document.end()
  postProgress()
  return true
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index])
}

/** Two growths at a time would read the same bytes twice. */
let extending = Promise.resolve(true)

function extendLater(id: number, address: string): void {
  extending = extending.then(() => extend(address)).catch(() => false)
  void extending.then((isLonger) => post({ kind: 'answer', id, answer: isLonger }))
}

function answer(question: Exclude<LineQuestion, { ask: 'extend' }>): LineAnswers[keyof LineAnswers] {
  switch (question.ask) {
    case 'rows':
      return document.readRows(question.view, question.first, question.end, question.limit)
    case 'rows-at':
      return question.rows.flatMap((row) => document.readRows(question.view, row, row + 1, question.limit))
    case 'text':
      return document.readText(question.view, question.start, question.end)
    case 'line-text': {
      const start = { row: document.rowOf(question.view, question.first), column: 0 }
      return document.readText(question.view, start, { row: document.rowOf(question.view, question.last), column: Infinity })
    }
    case 'row-of':
      return document.rowOf(question.view, question.line)
    case 'row-bytes':
      return document.rowBytes(question.view, question.first)
  }
}

function ask(id: number, question: LineQuestion): void {
  if (question.ask === 'extend') extendLater(id, question.address)
  else if (document.lineCount === 0 && !document.ended) early.push({ id, question })
  else post({ kind: 'answer', id, answer: answer(question) })
}

async function open(address: string, layout: LineLayout): Promise<void> {
  let ending: FromLines | undefined
  try {
    await load(address, layout)
  } catch (error) {
    const reason = messageOf(error)
    const failure: FetchFailure = { kind: 'broken', reason, receivedBytes }
    ending = fetching.signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', failure }
  }
  document.end()
  postProgress()
  if (ending !== undefined) post(ending)
}

globalThis.addEventListener('message', ({ data }: MessageEvent<ToLines>) => {
  switch (data.kind) {
    case 'open':
      void open(data.address, data.layout)
      break
    case 'cancel':
      fetching.abort()
      break
    case 'question':
      ask(data.id, data.question)
      break
    case 'feed':
      feeds = [...feeds.filter(({ isDone }) => !isDone), new RowFeed(document, data.view, data.port)]
      break
  }
})
