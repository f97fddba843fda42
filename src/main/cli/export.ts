import { Option } from 'commander'
import { languages } from '../../shared/language/first-language.ts'
import { addFilterOptions, collect, type FilterOptions, parseCount } from './arguments.ts'
import { exportArchive } from './export-archive.ts'
import { exportPage, type PageOptions } from './export-page.ts'
import { type AddCommand, withStore } from './store-command.ts'
import { makeFile } from './write-output.ts'

export interface ExportOptions extends FilterOptions, PageOptions {
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
    .option('--attempt <version>', 'only this attempt of the task; for a page, the newest when none is named', parseCount)
    .option('--against <version>', 'and the attempt that it is compared with', parseCount)
    .option('--manifest', 'write only the checksums and paths that the archive would have, as sha256sum reads them')
    .option('--html', 'write one HTML page of an attempt or a comparison, which opens without a network')
    .option(
      '--lines <name:first-last>',
      'for a page: lines of a log to show, instead of its errors and its end; may be repeated',
      collect,
      [],
    )
    .addOption(new Option('--language <language>', 'what a page speaks').choices(languages).default('en'))
    .addOption(
      new Option('--secrets <what>', 'what is done when something in it looks like a secret; only a page can be redacted')
        .choices(['stop', 'redact', 'keep'])
        .default('stop'),
    )
    .action(async ({ html = false, ...options }: ExportOptions, command) => {
      await withStore(command, { create: false }, async (context) => {
        const write = html ? exportPage : exportArchive
        const outcome = await makeFile(
          options.output,
          (partial) => write(context, options, partial),
          (made) => made !== 'stopped',
        )
        if (outcome !== 'whole') answerNo()
      })
    })
}

/** What came of an export; one that was stopped leaves no file. */
export type ExportOutcome = 'whole' | 'with losses' | 'stopped'
