import { printJson, printLine, printNote, showProgress } from './output.ts'
import { type AddCommand, withStore } from './store-command.ts'

export const addReindex: AddCommand = (program) => {
  program
    .command('reindex')
    .description('rebuild the catalog from the records')
    .action(async (_options, command) => {
      await withStore(command, { create: false }, async ({ store, json }) => {
        await showProgress(store.reindex({ everything: true }))
        await store.completeFacts()
        const { artifacts, problems } = await store.info()
        if (json) printJson({ artifacts, problems })
        else {
          for (const { key, reason } of problems) printNote(`${key}: ${reason}`)
          printLine(`${artifacts} artifacts`)
        }
      })
    })
}
