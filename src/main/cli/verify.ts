import { type VerifyReport } from '../../shared/verify.ts'
import { type VerifyProgress } from '../store/verify.ts'
import { readFile } from 'node:fs/promises'
import { VitrineError } from '../../shared/errors.ts'
import { messageOf } from '../../shared/message-of.ts'
import { verifyManifest } from '../store/export/manifest.ts'
import { addFilterOptions, filterOf, type FilterOptions } from './arguments.ts'
import { printJson, printLine, showProgress } from './output.ts'
import { type AddCommand, withStore } from './store-command.ts'

export const addVerify: AddCommand = (program, answerNo) => {
  addFilterOptions(
    program
      .command('verify')
      .description('read artifacts and compare them with their records; without a filter, also find content that no record names'),
  )
    .option('--manifest <file>', 'check what a manifest names against its checksums, and nothing else')
    .action(async ({ manifest, ...options }: FilterOptions & { manifest?: string }, command) => {
      await withStore(command, { create: false }, async ({ store, json }) => {
        const filter = filterOf(options)
        const isFiltered = Object.keys(filter).length > 0
        if (isFiltered && manifest !== undefined)
          throw new VitrineError('request.invalid', { reason: 'a manifest names what is checked: no filter goes with --manifest' })
        const steps =
          manifest === undefined ? store.verify(isFiltered ? { filter } : {}) : verifyManifest(store, await readManifest(manifest))
        const { isComplete: _isComplete, ...report } = await showProgress(printFindings(steps, json))
        if (report.corrupt + report.missing > 0) answerNo()
        if (json) printJson(report)
        else printLine(`${report.valid} valid, ${report.corrupt} corrupt, ${report.missing} missing, ${report.unrecorded} unrecorded`)
      })
    })
}

async function readManifest(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const reason = messageOf(error)
    throw new VitrineError('path.unreadable', { path, reason }, { cause: error })
  }
}

async function* printFindings(
  steps: AsyncGenerator<VerifyProgress, VerifyReport>,
  json: boolean,
): AsyncGenerator<VerifyProgress, VerifyReport> {
  for (;;) {
    const step = await steps.next()
    if (step.done === true) return step.value
    for (const { artifact: _artifact, ...finding } of step.value.found) {
      if (json) printJson(finding)
      else printLine(`${finding.status.padEnd(10)}  ${finding.uri}  ${finding.reason}`)
    }
    yield step.value
  }
}
