import { VitrineError } from '../../shared/errors.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { addFilterOptions, filterOf, type FilterOptions } from './arguments.ts'
import { printJson, printLine, printNote } from './output.ts'
import { type AddCommand, withStore } from './store-command.ts'

export const addRm: AddCommand = (program, answerNo) => {
  addFilterOptions(program.command('rm').description('move artifacts to the trash').argument('[uris...]'))
    .option('--dry-run', 'only tell what would be deleted')
    .action(async (uris: string[], { dryRun = false, ...options }: FilterOptions & { dryRun?: boolean }, command) => {
      const filter = filterOf(options)
      if (uris.length === 0 && Object.keys(filter).length === 0)
        throw new VitrineError('request.invalid', { reason: 'rm needs URIs or a filter' })
      if (uris.length > 0 && Object.keys(filter).length > 0)
        throw new VitrineError('request.invalid', { reason: 'rm takes URIs or a filter, not both' })
      await withStore(command, { create: false }, async ({ store, json }) => {
        const chosen = uris.length > 0 ? await existing(store, uris) : await listAll(store, filter)
        if (dryRun) {
          for (const uri of chosen)
            if (json) printJson({ uri })
            else printLine(uri)
          return
        }
        const deleted = chosen.length === 0 ? [] : await store.delete(chosen)
        for (const { uri, trashId } of deleted) {
          if (json) printJson({ uri, trash_id: trashId })
          else printLine(`${trashId}  ${uri}`)
        }
        if (uris.length === 0 && deleted.length === 0) answerNo()
        if (!json) printNote(`${deleted.length} moved to the trash; "vitrine restore" takes them back`)
      })
    })
}

/** What is not there needs no deleting [S8]. */
async function existing(store: ArtifactStore, uris: readonly string[]): Promise<string[]> {
  const found = await Promise.all(uris.map((uri) => store.find(uri)))
  return found.filter((artifact) => artifact !== undefined).map(({ record }) => record.uri)
}

/** All of them before the first is deleted, so that what was previewed is what goes. */
async function listAll(store: ArtifactStore, filter: ReturnType<typeof filterOf>): Promise<string[]> {
  const uris: string[] = []
  let cursor: string | undefined
  do {
    const page = await store.list({ filter, limit: 1000, cursor })
    uris.push(...page.artifacts.map(({ record }) => record.uri))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return uris
}
