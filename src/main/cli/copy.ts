import { type Command } from 'commander'
import { formatBytes } from '../../shared/bytes.ts'
import { describeError, formatErrorJson } from '../../shared/error-words.ts'
import { VitrineError } from '../../shared/errors.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { readConfig } from '../store/config/config.ts'
import { copyStore } from '../store/copy/copy-store.ts'
import { openStore } from '../store/open-store.ts'
import { addFilterOptions, filterOf, type FilterOptions } from './arguments.ts'
import { printJson, printLine, printNote, showProgress } from './output.ts'
import { type AddCommand, type GlobalOptions } from './store-command.ts'

interface CopyCommandOptions extends FilterOptions {
  fromConfig?: string
  toConfig?: string
  verify?: boolean
}

export const addCopy: AddCommand = (program, answerNo) => {
  addFilterOptions(program.command('copy').description('copy a store, or what a filter lets through, into another store'))
    .argument('<from>', 'a folder or URI')
    .argument('<to>', 'a folder or URI; a folder is made when absent')
    .option('--from-config <file>', 'the configuration of the first store (default: that of both)')
    .option('--to-config <file>', 'the configuration of the second store')
    .option('--verify', 'read each copy back from where it is now')
    .action(async (from: string, to: string, options: CopyCommandOptions, command: Command) => {
      const { fromConfig, toConfig, verify = false, ...filters } = options
      const { json = false, config, store } = command.optsWithGlobals<GlobalOptions>()
      if (store !== undefined) throw new VitrineError('request.invalid', { reason: 'copy names both its stores itself, without --store' })
      const source = await open(from, fromConfig ?? config, false)
      try {
        const target = await open(to, toConfig ?? config, true)
        try {
          if (source.uri === target.uri && fromConfig === toConfig)
            throw new VitrineError('request.invalid', { reason: 'both stores are the same' })
          await run(source, target, { filters, verify, json }, answerNo)
        } finally {
          await target.close()
        }
      } finally {
        await source.close()
      }
    })
}

async function open(uri: string, config: string | undefined, create: boolean): Promise<ArtifactStore> {
  const { storeUri, settings } = await readConfig({ store: uri, config })
  return openStore(storeUri, { settings, create, catalogThread: 'caller' })
}

async function run(
  source: ArtifactStore,
  target: ArtifactStore,
  { filters, verify, json }: { filters: FilterOptions; verify: boolean; json: boolean },
  answerNo: () => void,
): Promise<void> {
  const { copied, unchanged, sizeBytes, failed } = await showProgress(copyStore(source, target, { filter: filterOf(filters), verify }))
  await target.settled()
  if (failed.length > 0) answerNo()
  if (json) {
    printJson({ copied, unchanged, size: sizeBytes, failed: failed.map(({ uri, error }) => ({ uri, ...formatErrorJson(error) })) })
    return
  }
  for (const { uri, error } of failed) printNote(`${uri}: ${describeError(error).what}`)
  printLine(`${copied} copied (${formatBytes(sizeBytes)}), ${unchanged} there already, ${failed.length} failed`)
}
