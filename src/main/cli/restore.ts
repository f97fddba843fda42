import { formatRecord } from '../../shared/artifact.ts'
import { describeError } from '../../shared/error-words.ts'
import { isVitrineError, VitrineError } from '../../shared/errors.ts'
import { type Trashed } from '../../shared/trash.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { cleanupActor } from '../store/retention/apply-retention.ts'
import { formatArtifactLine, printJson, printLine, printNote } from './output.ts'
import { type AddCommand, withStore } from './store-command.ts'

interface RestoreCommand {
  all?: boolean
  cleanup?: string
  asNewVersion?: boolean
}

/** Those of a task come back together. */
const restoredAtOnce = 200

export const addRestore: AddCommand = (program, answerNo) => {
  program
    .command('restore')
    .description('put trashed artifacts back exactly as they were')
    .argument('[ids...]', 'trash ids, or the URIs that the artifacts had')
    .option('--all', 'everything in the trash')
    .option('--cleanup <id>', 'everything that a cleanup moved there: undo it')
    .option('--as-new-version', 'what is there again comes back as the next version')
    .action(async (ids: string[], options: RestoreCommand, command) => {
      const { asNewVersion = false } = options
      if ([ids.length > 0, options.all, options.cleanup !== undefined].filter((given) => given === true).length !== 1)
        throw new VitrineError('request.invalid', { reason: 'restore needs trash ids or URIs, --all, or --cleanup' })
      await withStore(command, { create: false }, async ({ store, json }) => {
        const trashIds = await chooseIds(store, ids, options)
        let failure: PromiseRejectedResult | undefined
        for (let start = 0; start < trashIds.length; start += restoredAtOnce) {
          const batch = trashIds.slice(start, start + restoredAtOnce)
          const outcomes = await Promise.allSettled(batch.map((trashId) => store.restore([trashId], { asNewVersion })))
          for (const [index, outcome] of outcomes.entries()) {
            if (outcome.status === 'fulfilled') {
              for (const { record } of outcome.value)
                if (json) printJson(formatRecord(record))
                else printLine(formatArtifactLine(record))
              continue
            }
            // Of many, one whose place is taken does not keep the others from coming back.
            if (ids.length > 0 || !isVitrineError(outcome.reason, 'artifact.exists')) {
              failure ??= outcome
              continue
            }
            printNote(`${batch[index]}: ${describeError(outcome.reason).what} --as-new-version brings it back beside it.`)
            answerNo()
          }
          if (failure !== undefined) throw failure.reason
        }
        await store.settled()
      })
    })
}

async function chooseIds(store: ArtifactStore, ids: readonly string[], { cleanup }: RestoreCommand): Promise<string[]> {
  if (ids.length === 0) {
    const trashed = await store.listTrash(cleanup === undefined ? {} : { deletedBy: cleanupActor(cleanup) })
    if (trashed.length === 0 && cleanup !== undefined)
      throw new VitrineError('artifact.not-found', { uri: `the cleanup ${cleanup} in the trash` })
    return trashed.map(({ trashId }) => trashId)
  }
  const trashed = ids.some((id) => id.includes('/')) ? await store.listTrash() : []
  return ids.map((id) => (id.includes('/') ? findTrashId(trashed, id) : id))
}

/** The one deleted last, when a URI was deleted several times. */
function findTrashId(trashed: readonly Trashed[], uri: string): string {
  const found = trashed.findLast(({ record }) => record.uri === uri || record.uri.endsWith(`/${uri}`))
  if (found === undefined) throw new VitrineError('artifact.not-found', { uri })
  return found.trashId
}
