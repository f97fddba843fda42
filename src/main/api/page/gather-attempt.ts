import { type Json } from '../../../shared/artifact.ts'
import { formatMinute } from '../../../shared/moment.ts'
import { type Artifact } from '../../../shared/artifact-list.ts'
import { formatBytes } from '../../../shared/bytes.ts'
import { isVitrineError } from '../../../shared/errors.ts'
import { type AttemptName } from '../../../shared/attempt-name.ts'
import { type PageRequest } from '../../../shared/review-page/review-page.ts'
import { spotWords } from '../../../shared/notes/note-prompt.ts'
import { reviewOf } from '../../../shared/review/verdict.ts'
import { type Attempt } from '../../../shared/spec.ts'
import { type TestCase } from '../../../shared/test-report.ts'
import { type ArtifactStore } from '../../store/artifact-store.ts'
import { type PageReaders } from './gather-page.ts'
import { overAllowance, type PageAllowance } from './page-allowance.ts'
import { type PageArtifact, type PageAttempt, type PageNote, type PageTest, type PageText } from './page.ts'
import { heldContent } from '../held-content.ts'
import { describeRest, readDiff } from './read-diff.ts'

const mostTests = 1000
const longestDetail = 20_000
const shownMetadata = ['session', 'commit', 'command']

export interface Gathering {
  store: ArtifactStore
  readers: PageReaders
  allowance: PageAllowance
  logLines: PageRequest['logLines']
}

export async function gatherAttempt(gathering: Gathering, name: AttemptName, attempt: Attempt): Promise<PageAttempt> {
  const notes = await gatherNotes(gathering, name)
  const page: PageAttempt = { attempt: name, facts: factsOf(attempt), notes, tests: [], diffs: [], logs: [], artifacts: [] }
  for (const artifact of attempt.artifacts) {
    const { record } = artifact
    const listed: PageArtifact = {
      name: record.name,
      type: record.type,
      sizeBytes: record.originalSize,
      checksum: record.checksum,
      damage: artifact.damage?.reason,
    }
    page.artifacts.push(listed)
    try {
      await gatherArtifact(gathering, page, artifact)
    } catch (error) {
      if (!isVitrineError(error, 'artifact.corrupt')) throw error
      listed.damage = error.details.reason
      gathering.allowance.leaveOut(record.name, `its content is damaged: ${error.details.reason}`)
    }
  }
  return page
}

async function gatherArtifact(gathering: Gathering, page: PageAttempt, { record, facts }: Artifact): Promise<void> {
  const { store, readers, allowance, logLines } = gathering
  const { name, uri } = record
  const where = `${name}, attempt ${record.version}`
  const textAt = (firstLine: number, text: string): PageText => {
    allowance.spend(Buffer.byteLength(text))
    return { where, firstLine, text }
  }
  switch (record.type) {
    case 'diff': {
      const held = await readDiff(heldContent(store, uri), allowance.left())
      if (held.leftOut > 0) allowance.leaveOut(`${where}: ${describeRest(held)}`, overAllowance)
      const counts =
        facts?.type === 'diff' ? `${facts.files} ${facts.files === 1 ? 'file' : 'files'}, +${facts.insertions} −${facts.deletions}` : ''
      page.diffs.push({ name, facts: counts, text: textAt(1, held.text) })
      return
    }
    case 'test': {
      const report = await readers.readReport(record, () => store.download(uri))
      const unwell = report.cases.filter(({ status }) => status !== 'passed').toSorted((a, b) => rank[a.status] - rank[b.status])
      const tests: PageTest[] = []
      for (const one of unwell.slice(0, mostTests)) {
        if (allowance.left() === 0) break
        const detail = detailOf(one)
        tests.push({
          status: one.status,
          name: textAt(1, [...one.suite, one.name].join(' › ')),
          detail: detail === '' ? undefined : textAt(1, detail),
        })
      }
      if (tests.length < unwell.length) {
        const because = tests.length < mostTests ? overAllowance : `a page lists ${mostTests} at most`
        allowance.leaveOut(`${where}: ${unwell.length - tests.length} tests that did not pass`, because)
      }
      page.tests.push({ name, totals: report.totals, tests })
      return
    }
    case 'log': {
      const ranges = logLines.filter((one) => one.uri === uri)
      const chosen = ranges.length === 0 ? undefined : ranges
      const excerpt = await readers.excerptLog({ name, type: 'log', ranges: chosen }, () => store.download(uri))
      const pieces = allowance.left() === 0 ? [] : excerpt.pieces.map(({ firstLine, text }) => textAt(firstLine, text))
      const shown = pieces.reduce((sum, { text }) => sum + text.split('\n').length, 0)
      if (shown < excerpt.lines) {
        const because =
          chosen === undefined ? 'only errors with what stands around them, and the end, are shown' : 'only the chosen lines are shown'
        allowance.leaveOut(
          `${where}: ${excerpt.lines - shown} of ${excerpt.lines} lines`,
          excerpt.isCut ? `${because}, the first of them` : because,
        )
      }
      page.logs.push({ name, lines: excerpt.lines, isChosen: chosen !== undefined, pieces })
      return
    }
    case 'file':
      allowance.leaveOut(`${where}, ${formatBytes(record.originalSize)}`, 'files are named with their checksums only')
  }
}

const rank: Record<TestCase['status'], number> = { failed: 0, errored: 1, skipped: 2, passed: 3 }

function detailOf({ message, trace }: TestCase): string {
  const parts = trace !== undefined && message !== undefined && trace.includes(message) ? [trace] : [message, trace]
  const text = parts.filter((part) => part !== undefined).join('\n')
  return text.length > longestDetail ? `${text.slice(0, longestDetail)}… (${text.length} characters)` : text
}

/** Notes that stand in the attempt, and those of it that lost their place. */
async function gatherNotes({ readers, allowance }: Gathering, { specName, taskId, version }: AttemptName): Promise<PageNote[]> {
  const { notes } = await readers.notes.list({ specName, taskId, version })
  return notes.flatMap(({ note, place }) => {
    if (place.is === 'unplaced' && note.version !== version) return []
    const textOf = (text: string): PageText => {
      allowance.spend(Buffer.byteLength(text))
      return { where: `a note, attempt ${version}`, firstLine: 1, text }
    }
    const facts = [note.author, formatMinute(note.createdAt), note.resolvedAt === null ? null : 'settled']
    const quote = note.anchor === null || note.anchor.text.length === 0 ? undefined : textOf(note.anchor.text.join('\n'))
    const where = place.is === 'placed' ? spotWords(place.spot) : `${spotWords(note.spot)}, which is not there any more`
    return [{ where, facts: textOf(facts.filter((fact) => fact !== null).join(', ')), quote, text: textOf(note.text) }]
  })
}

const pick = (metadata: Record<string, Json>) => Object.fromEntries(shownMetadata.map((key) => [key, metadata[key]]))

function verdictOf({ artifacts }: Attempt): string {
  const { standing, unseen } = reviewOf(artifacts.map(({ record }) => record))
  if (standing === null) return 'none yet'
  const by = [standing.by, standing.at && formatMinute(standing.at)].filter((part) => typeof part === 'string')
  const since = unseen.length === 0 ? '' : `; ${unseen.join(', ')} came or changed later`
  return `${standing.verdict}${by.length === 0 ? '' : ` by ${by.join(', ')}`}${since}`
}

function factsOf(attempt: Attempt): PageAttempt['facts'] {
  const metadata = attempt.artifacts[0]?.record.metadata
  const values = {
    verdict: verdictOf(attempt),
    agent: attempt.agent,
    model: attempt.model,
    created: `${formatMinute(attempt.createdAt)} UTC`,
    ...pick(metadata ?? {}),
  }
  return Object.entries(values).flatMap(([label, value]) =>
    typeof value === 'string' && value !== ''
      ? [{ label, value: { where: `${label}, attempt ${attempt.version}`, firstLine: 1, text: value } }]
      : [],
  )
}
