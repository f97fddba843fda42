// `vitrine export` of originals, or of their checksums: looks for secrets before an archive is written.
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type ArtifactFilter } from '../../shared/artifact-list.ts'
import { formatBytes } from '../../shared/bytes.ts'
import { VitrineError } from '../../shared/errors.ts'
import { archiveHoldsOriginals, type ExportScan, notTextWords } from '../../shared/export-scan.ts'
import { scanExport } from '../api/scan-export.ts'
import { openFactsPool } from '../facts/facts-pool.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { exportZip } from '../store/export/export-zip.ts'
import { writeManifest } from '../store/export/manifest.ts'
import { filterOf } from './arguments.ts'
import { type ExportOptions, type ExportOutcome } from './export.ts'
import { countArtifacts, printJson, printLine, printNote, showProgress } from './output.ts'
import { type StoreCommand } from './store-command.ts'

export async function exportArchive(
  { store, json }: StoreCommand,
  { output, manifest = false, attempt, against, secrets, ...options }: ExportOptions,
  partial: string,
): Promise<ExportOutcome> {
  if (secrets === 'redact') throw new VitrineError('request.invalid', { reason: `${archiveHoldsOriginals} (--html)` })
  const base = filterOf(options)
  if (attempt === undefined && against !== undefined)
    throw new VitrineError('request.invalid', { reason: '--against goes with --attempt: name both that are compared' })
  const filters: ArtifactFilter[] = [attempt, ...(against === undefined ? [] : [against])].map((version) =>
    version === undefined ? base : { ...base, version },
  )
  if (manifest) {
    await pipeline(Readable.from(writeManifest(store, filters)), createWriteStream(partial))
    if (json) printJson({ path: output })
    else printLine(output)
    return 'whole'
  }
  const scan = await lookThrough(store, filters)
  if (!json) printScan(scan)
  if (scan.secretCount > 0 && secrets === 'stop') {
    if (json) printJson({ path: null, exported: 0, size: 0, damaged: [], ...scanJson(scan) })
    else
      printNote(
        `Nothing was written: ${scan.secretCount} found that look like secrets. ${archiveHoldsOriginals} --secrets keep leaves them, --html makes a page.`,
      )
    return 'stopped'
  }
  const write = (archive: Readable) => pipeline(archive, createWriteStream(partial))
  const { exported, sizeBytes, damaged } = await showProgress(exportZip(store, filters, write))
  if (json) printJson({ path: output, exported, size: sizeBytes, damaged, ...scanJson(scan) })
  else {
    for (const { uri, reason } of damaged) printNote(`${uri}: left out, ${reason}`)
    printLine(`${countArtifacts(exported)}, ${formatBytes(sizeBytes)}, in ${output}`)
  }
  return damaged.length > 0 ? 'with losses' : 'whole'
}

async function lookThrough(store: ArtifactStore, filters: readonly ArtifactFilter[]): Promise<ExportScan> {
  const pool = openFactsPool()
  try {
    return await showProgress(scanExport(store, pool, filters))
  } finally {
    await pool.close()
  }
}

function printScan({ secrets, secretCount, notText }: ExportScan): void {
  for (const { what, where, line, masked } of secrets) printNote(`${what}: ${where}, line ${line}: ${masked}`)
  if (secretCount > secrets.length) printNote(`and ${secretCount - secrets.length} more`)
  if (notText > 0) printNote(notTextWords(notText))
}

const scanJson = ({ secrets, secretCount, notText }: ExportScan) => ({ secrets, secret_count: secretCount, not_text: notText })
