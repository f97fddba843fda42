import { type AddCommand, withStore } from './store-command.ts'
import { writeOutput } from './write-output.ts'

export const addGet: AddCommand = (program) => {
  program
    .command('get')
    .description("write an artifact's raw bytes to a file or standard output")
    .argument('<uri>')
    .option('-o, --output <file>', 'a file, or - for standard output', '-')
    .option('--no-verify', 'do not check the checksum')
    .action(async (uri: string, { output, verify }: { output: string; verify: boolean }, command) => {
      await withStore(command, { create: false }, async ({ store }) => {
        await writeOutput(output, await store.download(uri, { verify }))
      })
    })
}
