// Review pages that windows have been shown: what is written is the page as it was looked through, whatever happened to the store since.
import { VitrineError } from '../../../shared/errors.ts'
import { describeAttempt, type PageRequest, type PageSummary } from '../../../shared/review-page/review-page.ts'
import { type SecretChoice } from '../../../shared/review-page/secret.ts'
import { type ArtifactStore } from '../../store/artifact-store.ts'
import { gatherPage, type PageReaders } from './gather-page.ts'
import { type Page } from './page.ts'
import { englishSpeech, type Speech } from '../../../shared/language/speech.ts'
import { type PageScan, scanPage } from './scan-page.ts'
import { writePage } from './write-page.ts'

export interface ScannedPage {
  page: Page
  scan: PageScan
  fileName: string
}

export interface Pages {
  /** Freezes a page and looks it through for secrets. @throws artifact.not-found */
  make: (store: ArtifactStore, request: PageRequest) => Promise<PageSummary>
  /** The file in pieces. @throws request.invalid for a page that was made too long ago */
  write: (pageId: string, secrets: SecretChoice, speech?: Speech) => { fileName: string; pieces: AsyncGenerator<Uint8Array> }
}

const keptPages = 4
const listedSecrets = 500

export function createPages(readers: PageReaders): Pages {
  const pages = new Map<string, ScannedPage>()
  return {
    make: async (store, request) => {
      const made = await makePage(store, readers, request)
      const pageId = crypto.randomUUID()
      pages.set(pageId, made)
      for (const oldest of pages.keys()) if (pages.size > keptPages) pages.delete(oldest)
      return { pageId, ...(await describePage(made)) }
    },
    write: (pageId, secrets, speech) => {
      const made = pages.get(pageId)
      if (made === undefined) throw new VitrineError('request.invalid', { reason: 'the page is no longer kept; make it again' })
      return { fileName: made.fileName, pieces: writePieces(made, secrets, speech) }
    },
  }
}

/** Freezes a page and looks it through. @throws artifact.not-found */
export async function makePage(store: ArtifactStore, readers: PageReaders, request: PageRequest): Promise<ScannedPage> {
  const page = await gatherPage(store, readers, request)
  const fileName = `${[request.attempt, ...(request.against === undefined ? [] : [request.against])]
    .map(({ specName, taskId, version }) => `${specName} ${taskId} attempt ${version}`)
    .join(' against ')
    .replaceAll(/[/\\\0]/g, '-')}.html`
  return { page, scan: await scanPage(page, readers), fileName }
}

const pieceLength = 256 * 1024

/** The file in UTF-8. Others have their turn between two pieces. */
export async function* writePieces(
  { page, scan }: ScannedPage,
  secrets: SecretChoice,
  speech: Speech = englishSpeech,
): AsyncGenerator<Uint8Array> {
  let piece = ''
  for (const part of writePage(page, secrets === 'redact' ? scan.redacted : new Map(), speech)) {
    piece += part
    if (piece.length < pieceLength) continue
    yield Buffer.from(piece)
    piece = ''
    await new Promise((resolve) => setImmediate(resolve))
  }
  yield Buffer.from(piece)
}

export async function describePage(made: ScannedPage): Promise<Omit<PageSummary, 'pageId'>> {
  const { page, scan, fileName } = made
  let sizeBytes = 0
  for await (const piece of writePieces(made, 'keep')) sizeBytes += piece.length
  return {
    title: page.title,
    fileName,
    sizeBytes,
    contents: page.attempts.map(({ attempt, notes, tests, diffs, logs, artifacts }) => ({
      title: describeAttempt(attempt),
      facts: [
        ...(diffs.length > 0 ? [`diff ${diffs.map(({ facts }) => facts).join('; ')}`] : []),
        ...tests.map(({ totals }) => `tests ${totals.failed ?? '?'} failed of ${totals.total ?? '?'}`),
        ...logs.map(
          ({ name, pieces, lines }) => `${name} ${pieces.reduce((sum, { text }) => sum + text.split('\n').length, 0)} of ${lines} lines`,
        ),
        ...(notes.length > 0 ? [`${notes.length} ${notes.length === 1 ? 'note' : 'notes'}`] : []),
        `${artifacts.length} checksums`,
      ].join(', '),
    })),
    leftOut: page.leftOut,
    secrets: scan.findings.slice(0, listedSecrets),
    secretCount: scan.findings.length,
  }
}
