import { formatArtifact, formatArtifactLine, printJson, printLine } from './output.ts'
import { type AddCommand, withStore } from './store-command.ts'

export const addVersions: AddCommand = (program) => {
  program
    .command('versions')
    .description('list all versions of an artifact, the oldest first')
    .argument('<uri>', 'the URI of any of them')
    .action(async (uri: string, _options, command) => {
      await withStore(command, { create: false }, async ({ store, json }) => {
        for (const artifact of await store.listVersions(uri)) {
          if (json) printJson(formatArtifact(artifact))
          else printLine(formatArtifactLine(artifact.record))
        }
      })
    })
}
