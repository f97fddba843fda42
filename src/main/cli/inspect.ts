import { Option } from 'commander'
import { artifactTypes, type ArtifactType } from '../../shared/artifact.ts'
import { type Facts } from '../../shared/facts.ts'
import { readFacts } from '../facts/read-facts.ts'
import { isUri, openLocalFile } from './local-file.ts'
import { formatFacts, printJson, printLine } from './output.ts'
import { type AddCommand, withStore } from './store-command.ts'

export const addInspect: AddCommand = (program) => {
  program
    .command('inspect')
    .description('tell the facts of artifacts or files: what a diff changes, how tests ended, where a log went wrong')
    .argument('<inputs...>', 'URIs of artifacts, or files')
    .addOption(new Option('--type <type>', 'read files as this type (default: by name and content)').choices(artifactTypes))
    .action(async (inputs: string[], { type }: { type?: ArtifactType }, command) => {
      const json = command.optsWithGlobals().json === true
      for (const input of inputs) {
        if (isUri(input)) {
          await withStore(command, { create: false }, async ({ store }) => {
            const { record } = await store.get(input)
            const facts = await readFacts(record, await store.download(input))
            print({ uri: record.uri, type: facts.type }, facts, json)
          })
        } else {
          const facts = await inspectFile(input, type)
          print({ path: input, type: facts.type }, facts, json)
        }
      }
    })
}

async function inspectFile(path: string, type: ArtifactType | undefined): Promise<Facts> {
  const file = await openLocalFile(path, type)
  return readFacts(file, file.read())
}

function print(subject: Record<string, string>, facts: Facts, json: boolean): void {
  if (json) return printJson({ ...subject, facts: formatFacts(facts) })
  printLine(`${subject['uri'] ?? subject['path'] ?? ''}  ${facts.type}`)
  for (const [key, value] of Object.entries(formatFacts(facts) as Record<string, unknown>)) {
    if (!Array.isArray(value) || value.length > 0) printLine(`  ${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
  }
}
