import { formatRecord } from '../../shared/artifact.ts'
import { VitrineError } from '../../shared/errors.ts'
import { type Trashed } from '../../shared/trash.ts'
import { formatArtifactLine, printJson, printLine } from './output.ts'
import { type AddCommand, withStore } from './store-command.ts'

export const addRestore: AddCommand = (program) => {
  program
    .command('restore')
    .description('put trashed artifacts back exactly as they were')
    .argument('<ids...>', 'trash ids, or the URIs that the artifacts had')
    .action(async (ids: string[], _options, command) => {
      await withStore(command, { create: false }, async ({ store, json }) => {
        const trashed = ids.some((id) => id.includes('/')) ? await store.listTrash() : []
        for (const { record } of await store.restore(ids.map((id) => (id.includes('/') ? findTrashId(trashed, id) : id)))) {
          if (json) printJson(formatRecord(record))
          else printLine(formatArtifactLine(record))
        }
      })
    })
}

/** The one deleted last, when a URI was deleted several times. */
function findTrashId(trashed: readonly Trashed[], uri: string): string {
  const found = trashed.findLast(({ record }) => record.uri === uri || record.uri.endsWith(`/${uri}`))
  if (found === undefined) throw new VitrineError('artifact.not-found', { uri })
  return found.trashId
}
