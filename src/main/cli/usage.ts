import { formatBytes } from '../../shared/bytes.ts'
import { printJson, printLine } from './output.ts'
import { type AddCommand, withStore } from './store-command.ts'

export const addUsage: AddCommand = (program) => {
  program
    .command('usage')
    .description('tell how much the store holds')
    .action(async (_options, command) => {
      await withStore(command, { create: false }, async ({ store, json }) => {
        const { uri, artifacts, sizeBytes } = await store.info()
        if (json) printJson({ uri, artifacts, size: sizeBytes })
        else printLine(`${artifacts} artifacts, ${formatBytes(sizeBytes)} stored in ${uri}`)
      })
    })
}
