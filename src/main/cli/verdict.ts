import { Argument, type Command } from 'commander'
import { VitrineError } from '../../shared/errors.ts'
import { renameKeys, snakeCase } from '../../shared/json-names.ts'
import { formatMinute } from '../../shared/moment.ts'
import { type Review, type ReviewEvent, reviewOf, type Verdict, verdicts } from '../../shared/review/verdict.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { type AttemptPlace } from '../store/verdicts.ts'
import { parseCount } from './arguments.ts'
import { printJson, printLine } from './output.ts'
import { type AddCommand, withStore } from './store-command.ts'

interface AttemptOptions {
  spec: string
  task: string
  version?: number
  by?: string
}

const addAttemptOptions = (command: Command) =>
  command
    .requiredOption('--spec <name>', 'the spec')
    .requiredOption('--task <id>', 'the task')
    .option('--version <number>', 'the attempt (default: the newest)', parseCount)

const addReviewer = (command: Command) =>
  command.option('--by <name>', 'who decides (default: $VITRINE_REVIEWER, else the name of this user)')

export const addVerdict: AddCommand = (program) => {
  const verdict = program.command('verdict').description("a reviewer's decision on an attempt: give it, take it back, show the log")
  addReviewer(addAttemptOptions(verdict.command('give').description('judge an attempt as it is now')))
    .addArgument(new Argument('<verdict>').choices(verdicts))
    .action(async (given: Verdict, { by, ...options }: AttemptOptions, command) => {
      await withAttempt(command, options, (store, place) => store.giveVerdict(place, given, { by }))
    })
  addReviewer(
    addAttemptOptions(verdict.command('take-back').description('take the verdict back that stands; both stay in the log')),
  ).action(async ({ by, ...options }: AttemptOptions, command) => {
    await withAttempt(command, options, (store, place) => store.takeBackVerdict(place, { by }))
  })
  addAttemptOptions(verdict.command('show').description('show what stands, and everything that was decided')).action(
    async (options: AttemptOptions, command) => {
      await withAttempt(command, options, async (store, { specName, taskId, version }) => {
        const { artifacts } = await store.getTask(specName, taskId)
        const records = artifacts.flatMap(({ record }) => (record.version === version ? [record] : []))
        if (records.length === 0) throw new VitrineError('artifact.not-found', { uri: `attempt ${version} of ${specName}/${taskId}` })
        return reviewOf(records)
      })
    },
  )
}

async function withAttempt(
  command: Command,
  { spec, task, version }: AttemptOptions,
  work: (store: ArtifactStore, place: AttemptPlace) => Promise<Review>,
): Promise<void> {
  await withStore(command, { create: false }, async ({ store, json }) => {
    const place = { specName: spec, taskId: task, version: version ?? (await newestVersion(store, spec, task)) }
    const review = await work(store, place)
    if (json) printJson({ spec_name: spec, task_id: task, version: place.version, ...formatReview(review) })
    else printReview(place, review)
  })
}

async function newestVersion(store: ArtifactStore, specName: string, taskId: string): Promise<number> {
  const { artifacts } = await store.getTask(specName, taskId)
  return artifacts[0]?.record.version ?? 1
}

/** As documented in docs/formats.md: the verdict that stands or null, and the log. */
function formatReview({ standing, unseen, log }: Review): Record<string, unknown> {
  return {
    verdict: standing?.verdict ?? null,
    by: standing?.by ?? null,
    at: standing?.at ?? null,
    unseen,
    log: log.map(({ event: _event, ...fields }) => renameKeys(fields, snakeCase)),
  }
}

function printReview({ specName, taskId, version }: AttemptPlace, { standing, unseen, log }: Review): void {
  const news = unseen.length === 0 ? '' : `; came or changed since: ${unseen.join(', ')}`
  printLine(`${specName}/${taskId}  attempt ${version}  ${standing?.verdict ?? 'no verdict'}${news}`)
  for (const event of log) printLine(`  ${formatMinute(event.at ?? '').padEnd(16)}  ${event.by ?? 'unknown'}  ${describe(event, log)}`)
}

function describe(event: ReviewEvent, log: readonly ReviewEvent[]): string {
  if (event.event === 'verdict') return `${event.verdict}, having seen ${event.seen.map(({ name }) => name).join(', ')}`
  const before = log.find((other) => other.event === 'verdict' && other.id === event.takesBack)
  return `took back ${before?.event === 'verdict' ? before.verdict : event.takesBack}`
}
