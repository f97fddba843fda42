import { formatRecord } from '../../shared/artifact.ts'
import { formatArtifactLine, printJson, printLine } from './output.ts'
import { type AddCommand, withStore } from './store-command.ts'

export const addTrash: AddCommand = (program) => {
  program
    .command('trash')
    .description('list what is in the trash')
    .action(async (_options, command) => {
      await withStore(command, { create: false }, async ({ store, json }) => {
        for (const { trashId, deletedAt, expiresAt, record } of await store.listTrash()) {
          if (json) printJson({ trash_id: trashId, deleted_at: deletedAt, expires_at: expiresAt, record: formatRecord(record) })
          else printLine(`${trashId}  ${formatArtifactLine(record)}`)
        }
      })
    })
}
