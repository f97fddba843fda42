import { formatRecord } from '../../shared/artifact.ts'
import { formatBytes } from '../../shared/bytes.ts'
import { countArtifacts, formatArtifactLine, printJson, printLine, printNote } from './output.ts'
import { type AddCommand, withStore } from './store-command.ts'

export const addTrash: AddCommand = (program) => {
  program
    .command('trash')
    .description('list what is in the trash')
    .option('--text <text>', 'only what has this in its names, its URI, or who deleted it')
    .option('--expired', 'only what waited in the trash for trash_days')
    .action(async ({ text, expired }: { text?: string; expired?: boolean }, command) => {
      await withStore(command, { create: false }, async ({ store, json }) => {
        const choice = { text, isExpired: expired }
        for (const { trashId, deletedAt, deletedBy, expiresAt, record } of await store.listTrash(choice)) {
          if (json)
            printJson({
              trash_id: trashId,
              deleted_at: deletedAt,
              deleted_by: deletedBy,
              expires_at: expiresAt,
              record: formatRecord(record),
            })
          else printLine(`${trashId}  ${formatArtifactLine(record)}`)
        }
        const { chosen, damaged } = await store.pageTrash({ choice, limit: 1 })
        for (const { trashId, reason } of damaged) {
          if (json) printJson({ trash_id: trashId, problem: reason })
          else printNote(`${trashId}: cannot be read, ${reason}`)
        }
        if (!json) printNote(`${countArtifacts(chosen.artifacts)}, ${formatBytes(chosen.sizeBytes)}`)
      })
    })
}
