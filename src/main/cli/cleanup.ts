import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { formatBytes } from '../../shared/bytes.ts'
import { VitrineError } from '../../shared/errors.ts'
import { camelCase, renameKeys, snakeCase } from '../../shared/json-names.ts'
import { type RetentionPlan, retentionPlanSchema } from '../../shared/retention.ts'
import { parseMomentOption } from './arguments.ts'
import { countArtifacts, printJson, printLine, printNote, showProgress } from './output.ts'
import { type AddCommand, withStore } from './store-command.ts'

interface CleanupOptions {
  plan?: string
  dryRun?: boolean
  now?: string
}

export const addCleanup: AddCommand = (program, answerNo) => {
  program
    .command('cleanup')
    .description('move to the trash what the retention policy says is due')
    .option('--plan <file>', 'carry out a plan that --dry-run --json printed, and nothing else')
    .option('--dry-run', 'only print the plan')
    .option('--now <moment>', 'count ages to this moment', parseMomentOption('start'))
    .action(async ({ plan: planFile, dryRun = false, now }: CleanupOptions, command) => {
      if (planFile !== undefined && now !== undefined)
        throw new VitrineError('request.invalid', { reason: 'a plan has its own moment: --now does not go with --plan' })
      const given = planFile === undefined ? undefined : await readPlan(planFile)
      await withStore(command, { create: false }, async ({ store, json }) => {
        if (given !== undefined && given.storeUri !== store.uri)
          throw new VitrineError('request.invalid', { reason: `the plan is of ${given.storeUri}, not of ${store.uri}` })
        const plan = given ?? (await store.planCleanup(now === undefined ? {} : { now: new Date(now) }))
        if (dryRun) return printPlan(plan, json)
        const receipt = await showProgress(store.applyCleanup(plan))
        if (receipt.skipped.some(({ because }) => because === 'failed')) answerNo()
        if (json) return printJson(renameKeys(receipt, snakeCase))
        for (const { uri, because, reason } of receipt.skipped) printNote(`${uri}: not deleted, ${reason ?? because}`)
        printLine(
          `${countArtifacts(receipt.deleted.length)} moved to the trash, ${formatBytes(receipt.freedBytes)}; ${receipt.skipped.length} skipped`,
        )
      })
    })
}

async function readPlan(path: string): Promise<RetentionPlan> {
  try {
    return retentionPlanSchema.parse(renameKeys(JSON.parse(await readFile(path, 'utf8')), camelCase))
  } catch (error) {
    const reason =
      error instanceof z.ZodError
        ? `it is no cleanup plan: ${error.issues[0]?.path.join('.') ?? ''}`
        : error instanceof Error
          ? error.message
          : String(error)
    throw new VitrineError('path.unreadable', { path, reason }, { cause: error })
  }
}

/** The JSON form is the whole frozen plan, as `--plan` takes it. */
function printPlan(plan: RetentionPlan, json: boolean): void {
  if (json) return printJson(renameKeys(plan, snakeCase))
  for (const { uri, ageDays, limitDays } of plan.due) printLine(`due   ${uri}  ${ageDays} days old, kept for ${limitDays}`)
  for (const { uri, because } of plan.kept) printLine(`kept  ${uri}  ${because}`)
  printLine(`${countArtifacts(plan.due.length)} due, ${formatBytes(plan.freedBytes)}; ${plan.kept.length} kept though old`)
}
