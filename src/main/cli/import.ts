import { Option } from 'commander'
import { describeError, formatErrorJson } from '../../shared/error-words.ts'
import { applyImport } from '../store/import/apply-import.ts'
import { type ImportLayout, planImport } from '../store/import/plan-import.ts'
import { countArtifacts, printJson, printLine, printNote, showProgress } from './output.ts'
import { type AddCommand, withStore } from './store-command.ts'

export const addImport: AddCommand = (program, answerNo) => {
  program
    .command('import')
    .description(
      'take in a folder or ZIP archive: a store or an export of one, <agent run>/<spec>/<task>/… (each run becomes an attempt), or <spec>/<task>/…',
    )
    .argument('<path>')
    .addOption(
      new Option('--layout <layout>', 'how the first levels of folders read (default: by looking)').choices(['runs', 'tasks', 'store']),
    )
    .option('--dry-run', 'only tell what would land where')
    .action(async (path: string, { layout, dryRun = false }: { layout?: ImportLayout; dryRun?: boolean }, command) => {
      await withStore(command, { create: !dryRun, imagine: dryRun }, async ({ store, json }) => {
        const plan = await planImport(store, path, { layout })
        for (const { path, reason } of plan.skipped) if (!json) printNote(`${path}: skipped, ${reason}`)
        if (dryRun) {
          for (const { path, specName, taskId, name, type, version, sizeBytes, metadata } of plan.items) {
            if (json) printJson({ path, spec_name: specName, task_id: taskId, name, type, version, original_size: sizeBytes, metadata })
            else printLine(`${specName}/${taskId}  v${version}  ${type.padEnd(4)}  ${name}`)
          }
          await plan.close()
          if (!json) printNote(`${countArtifacts(plan.items.length)} would be imported`)
          return
        }
        const { added, unchanged, failed, skipped } = await showProgress(applyImport(store, plan))
        await store.settled()
        if (failed.length > 0) answerNo()
        if (json) {
          printJson({ added, unchanged, failed: failed.map(({ path, error }) => ({ path, ...formatErrorJson(error) })), skipped })
        } else {
          for (const { path, error } of failed) printNote(`${path}: ${describeError(error).what}`)
          printLine(`${added} added, ${unchanged} unchanged, ${failed.length} failed, ${skipped.length} skipped`)
        }
      })
    })
}
