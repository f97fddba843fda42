import { countArtifacts, printJson, printLine, printNote, showProgress } from './output.ts'
import { type AddCommand, withStore } from './store-command.ts'

export const addReindex: AddCommand = (program) => {
  program
    .command('reindex')
    .description('rebuild the catalog from the records')
    .option('--publish', 'put a copy of it into the bucket, for machines that come later to start from')
    .action(async ({ publish = false }: { publish?: boolean }, command) => {
      await withStore(command, { create: false }, async ({ store, json }) => {
        await showProgress(store.reindex({ everything: true }))
        await store.completeFacts()
        const published = publish ? await store.publishCatalog() : undefined
        const { artifacts, problems } = await store.info()
        if (json) printJson({ artifacts, problems, ...(published === undefined ? {} : { published: published.key }) })
        else {
          for (const { key, reason } of problems) printNote(`${key}: ${reason}`)
          printLine(countArtifacts(artifacts))
          if (published !== undefined) printNote(`the catalog is published as ${published.key}`)
        }
      })
    })
}
