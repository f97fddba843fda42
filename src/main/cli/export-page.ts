// `vitrine export --html`: looks for secrets before anything is written.
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { formatBytes } from '../../shared/bytes.ts'
import { VitrineError } from '../../shared/errors.ts'
import { speechOf } from '../../shared/language/speech.ts'
import { type Language } from '../../shared/language/first-language.ts'
import { type PageRequest } from '../../shared/review-page/review-page.ts'
import { groupAttempts } from '../../shared/spec.ts'
import { describePage, makePage, writePieces } from '../api/page/pages.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { type FilterOptions } from './arguments.ts'
import { type ExportOutcome } from './export.ts'
import { withTaskNotes } from './note.ts'
import { printJson, printLine, printNote } from './output.ts'
import { type StoreCommand } from './store-command.ts'

export interface PageOptions {
  attempt?: number
  against?: number
  lines: string[]
  secrets: 'stop' | 'redact' | 'keep'
  language: Language
}

export async function exportPage(
  { store, json }: StoreCommand,
  options: FilterOptions & PageOptions & { output: string },
  partial: string,
): Promise<ExportOutcome> {
  const { output, secrets, language } = options
  const request = await requestOf(store, options)
  let outcome: ExportOutcome = 'stopped'
  await withTaskNotes(store, request.attempt, async (notes, pool) => {
    const made = await makePage(store, { ...pool, notes }, request)
    const { findings } = made.scan
    const isStopped = secrets === 'stop' && findings.length > 0
    const summary = await describePage(made)
    if (!isStopped)
      await pipeline(writePieces(made, secrets === 'redact' ? 'redact' : 'keep', await speechOf(language)), createWriteStream(partial))
    if (json) {
      const { title, sizeBytes, leftOut } = summary
      printJson({
        path: isStopped ? null : output,
        title,
        size: isStopped ? 0 : sizeBytes,
        left_out: leftOut,
        secrets: findings,
        redacted: secrets === 'redact',
      })
      outcome = isStopped ? 'stopped' : 'whole'
      return
    }
    for (const { what, where, line, masked } of findings) printNote(`${what}: ${where}, line ${line}: ${masked}`)
    for (const { what, because } of summary.leftOut) printNote(`left out: ${what}: ${because}`)
    if (isStopped) {
      printNote(
        `Nothing was written: ${findings.length} found that look like secrets. --secrets redact replaces them, --secrets keep leaves them.`,
      )
      return
    }
    outcome = 'whole'
    printLine(
      `${summary.title}, ${formatBytes(summary.sizeBytes)}, in ${output}${secrets === 'redact' && findings.length > 0 ? `, ${findings.length} secrets redacted` : ''}`,
    )
  })
  return outcome
}

async function requestOf(store: ArtifactStore, { spec, task, attempt, against, lines }: FilterOptions & PageOptions): Promise<PageRequest> {
  if (spec === undefined || task === undefined)
    throw new VitrineError('request.invalid', { reason: 'a page is of one task: name it with --spec and --task' })
  const attempts = groupAttempts((await store.getTask(spec, task)).artifacts)
  const version = attempt ?? attempts[0]?.version ?? 1
  const artifacts = attempts.find((one) => one.version === version)?.artifacts ?? []
  const logLines = lines.map((text) => {
    const [, name = '', first = '', last = first] = /^(.+):L?(\d+)(?:-L?(\d+))?$/.exec(text) ?? []
    const log = artifacts.find(({ record }) => record.name === name && record.type === 'log')
    if (name === '' || Number(first) < 1 || Number(last) < Number(first))
      throw new VitrineError('request.invalid', { reason: `--lines ${text} is no name of a log and lines, as in run.log:120-180` })
    if (log === undefined) throw new VitrineError('request.invalid', { reason: `attempt ${version} has no log ${name}` })
    return { uri: log.record.uri, first: Number(first), last: Number(last) }
  })
  const attemptOf = (version: number) => ({ specName: spec, taskId: task, version })
  return { attempt: attemptOf(version), ...(against === undefined ? {} : { against: attemptOf(against) }), logLines }
}
