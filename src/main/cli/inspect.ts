import { type Command, Option } from 'commander'
import { artifactTypes, type ArtifactType } from '../../shared/artifact.ts'
import { type Facts } from '../../shared/facts.ts'
import { readFacts } from '../facts/read-facts.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { isUri, openLocalFile } from './local-file.ts'
import { formatFacts, printJson, printLine } from './output.ts'
import { type AddCommand, type GlobalOptions, withStore } from './store-command.ts'

export const addInspect: AddCommand = (program) => {
  program
    .command('inspect')
    .description('tell the facts of artifacts or files: what a diff changes, how tests ended, where a log went wrong')
    .argument('<inputs...>', 'URIs of artifacts, or files')
    .addOption(new Option('--type <type>', 'read files as this type (default: by name and content)').choices(artifactTypes))
    .action(async (inputs: string[], { type }: { type?: ArtifactType }, command: Command) => {
      const { json = false } = command.optsWithGlobals<GlobalOptions>()
      const inspectAll = async (store: ArtifactStore | undefined) => {
        for (const input of inputs) {
          const { subject, facts } =
            store !== undefined && isUri(input) ? await inspectArtifact(store, input) : await inspectFile(input, type)
          print({ ...subject, type: facts.type }, facts, json)
        }
      }
      if (inputs.some(isUri)) await withStore(command, { create: false }, ({ store }) => inspectAll(store))
      else await inspectAll(undefined)
    })
}

interface Inspected {
  subject: { uri: string } | { path: string }
  facts: Facts
}

async function inspectArtifact(store: ArtifactStore, uri: string): Promise<Inspected> {
  const { record } = await store.get(uri)
  return { subject: { uri: record.uri }, facts: await readFacts(record, await store.download(uri)) }
}

async function inspectFile(path: string, type: ArtifactType | undefined): Promise<Inspected> {
  const file = await openLocalFile(path, type)
  return { subject: { path }, facts: await readFacts(file, file.read()) }
}

function print(subject: Record<string, string>, facts: Facts, json: boolean): void {
  if (json) return printJson({ ...subject, facts: formatFacts(facts) })
  printLine(`${subject['uri'] ?? subject['path'] ?? ''}  ${facts.type}`)
  for (const [key, value] of Object.entries(formatFacts(facts) as Record<string, unknown>)) {
    if (!Array.isArray(value) || value.length > 0) printLine(`  ${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
  }
}
