import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Option } from 'commander'
import { type ArtifactFilter } from '../../shared/artifact-list.ts'
import { formatBytes } from '../../shared/bytes.ts'
import { VitrineError } from '../../shared/errors.ts'
import { exportZip } from '../store/export/export-zip.ts'
import { writeManifest } from '../store/export/manifest.ts'
import { addFilterOptions, collect, filterOf, type FilterOptions, parseVersion } from './arguments.ts'
import { exportPage, type PageOptions } from './export-page.ts'
import { printJson, printLine, printNote, showProgress } from './output.ts'
import { type AddCommand, type StoreCommand, withStore } from './store-command.ts'

interface ExportOptions extends FilterOptions, PageOptions {
  output: string
  manifest?: boolean
  html?: boolean
}

export const addExport: AddCommand = (program, answerNo) => {
  addFilterOptions(
    program
      .command('export')
      .description('write artifacts into a ZIP archive that is itself a store when unpacked, or an attempt as one HTML page'),
  )
    .requiredOption('-o, --output <file>', 'the file to write')
    .option('--attempt <version>', 'only this attempt of the task; for a page, the newest when none is named', parseVersion)
    .option('--against <version>', 'and the attempt that it is compared with', parseVersion)
    .option('--manifest', 'write only the checksums and paths that the archive would have, as sha256sum reads them')
    .option('--html', 'write one HTML page of an attempt or a comparison, which opens without a network')
    .option(
      '--lines <name:first-last>',
      'for a page: lines of a log to show, instead of its errors and its end; may be repeated',
      collect,
      [],
    )
    .addOption(
      new Option('--secrets <what>', 'for a page: what is done when something in it looks like a secret')
        .choices(['stop', 'redact', 'keep'])
        .default('stop'),
    )
    .action(async ({ html = false, ...options }: ExportOptions, command) => {
      await withStore(command, { create: false }, async (context) => {
        const partial = `${options.output}.${process.pid}.part`
        try {
          const isWritten = await (html ? exportPage(context, options, partial) : exportArchive(context, options, partial))
          if (isWritten === 'whole' || isWritten === 'with losses') await rename(partial, options.output)
          if (isWritten !== 'whole') answerNo()
        } catch (error) {
          await rm(partial, { force: true })
          throw error
        }
      })
    })
}

/** What came of an export; one that was stopped leaves no file. */
export type ExportOutcome = 'whole' | 'with losses' | 'stopped'

async function exportArchive(
  { store, json }: StoreCommand,
  { output, manifest = false, attempt, against, ...options }: ExportOptions,
  partial: string,
): Promise<ExportOutcome> {
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
  const write = (archive: Readable) => pipeline(archive, createWriteStream(partial))
  const { exported, sizeBytes, damaged } = await showProgress(exportZip(store, filters, write))
  if (json) printJson({ path: output, exported, size: sizeBytes, damaged })
  else {
    for (const { uri, reason } of damaged) printNote(`${uri}: left out, ${reason}`)
    printLine(`${exported} artifacts, ${formatBytes(sizeBytes)}, in ${output}`)
  }
  return damaged.length > 0 ? 'with losses' : 'whole'
}
