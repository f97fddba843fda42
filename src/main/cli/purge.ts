import { VitrineError } from '../../shared/errors.ts'
import { printJson, printLine, printNote } from './output.ts'
import { type AddCommand, withStore } from './store-command.ts'

interface PurgeOptions {
  expired?: boolean
  all?: boolean
}

export const addPurge: AddCommand = (program) => {
  program
    .command('purge')
    .description('destroy trashed artifacts for good')
    .argument('[ids...]', 'trash ids')
    .option('--expired', 'everything that waited in the trash for trash_days')
    .option('--all', 'everything in the trash')
    .action(async (ids: string[], { expired = false, all = false }: PurgeOptions, command) => {
      if ([ids.length > 0, expired, all].filter(Boolean).length !== 1)
        throw new VitrineError('request.invalid', { reason: 'purge needs trash ids, --expired, or --all' })
      await withStore(command, { create: false }, async ({ store, json }) => {
        const trashed = await store.listTrash({ isExpired: expired })
        const chosen = trashed.filter(({ trashId }) => all || expired || ids.includes(trashId))
        // What cannot be read is not listed, and goes by its name or with everything.
        const damaged = (await store.pageTrash({ limit: 1 })).damaged.filter(({ trashId }) => all || ids.includes(trashId))
        await store.purge([...chosen, ...damaged].map(({ trashId }) => trashId))
        for (const { trashId } of damaged) {
          if (json) printJson({ trash_id: trashId, uri: null })
          else printLine(`${trashId}  cannot be read`)
        }
        for (const { trashId, record } of chosen) {
          if (json) printJson({ trash_id: trashId, uri: record.uri })
          else printLine(`${trashId}  ${record.uri}`)
        }
        const known = new Set([...chosen, ...damaged].map(({ trashId }) => trashId))
        for (const id of ids) if (!known.has(id)) printNote(`${id} is not in the trash`)
      })
    })
}
