import { basename } from 'node:path'
import { Option } from 'commander'
import { artifactTypes, type ArtifactType, formatRecord } from '../../shared/artifact.ts'
import { VitrineError } from '../../shared/errors.ts'
import { collect, parseCount, parseMetadata } from './arguments.ts'
import { readPieces } from '../read-pieces.ts'
import { checkInput } from './local-file.ts'
import { formatArtifactLine, printJson, printLine, printNote } from './output.ts'
import { type AddCommand, withStore } from './store-command.ts'

interface PutOptions {
  spec: string
  task: string
  type?: ArtifactType
  name?: string
  version?: number
  tag: string[]
  meta: string[]
  mimeType?: string
  checksum?: string
}

export const addPut: AddCommand = (program) => {
  program
    .command('put')
    .description('upload files, or standard input, as artifacts of a task')
    .argument('[files...]', 'files, or - for standard input (default)')
    .requiredOption('--spec <name>', 'the spec')
    .requiredOption('--task <id>', 'the task')
    .addOption(new Option('--type <type>', 'diff, log, test or file (default: by name and content)').choices(artifactTypes))
    .option('--name <name>', "the artifact's name (default: the file's, for standard input the type's)")
    .option('--version <number>', 'join the attempt of this number (default: the next version)', parseCount)
    .option('--tag <tag>', 'a tag; may be repeated', collect, [])
    .option('--meta <key=value>', 'metadata such as agent=…, model=…; may be repeated', collect, [])
    .option('--mime-type <type>', 'the media type (default: by name and content)')
    .option('--checksum <sha256>', 'refuse the bytes unless this is their SHA-256')
    .action(async (files: string[], options: PutOptions, command) => {
      const inputs = files.length === 0 ? ['-'] : files
      if (inputs.length > 1 && options.name !== undefined)
        throw new VitrineError('request.invalid', { reason: '--name names one artifact, but several files are given' })
      if (inputs.length > 1 && options.checksum !== undefined)
        throw new VitrineError('request.invalid', { reason: '--checksum is of one file, but several are given' })
      for (const input of inputs) await checkInput(input)
      await withStore(command, { create: true }, async ({ store, json }) => {
        for (const input of inputs) {
          const { record, isNew } = await store.upload(input === '-' ? process.stdin : readPieces(input), {
            specName: options.spec,
            taskId: options.task,
            type: options.type,
            name: options.name ?? (input === '-' ? undefined : basename(input)),
            version: options.version,
            tags: options.tag,
            metadata: parseMetadata(options.meta),
            mimeType: options.mimeType,
            checksum: options.checksum,
          })
          if (json) printJson(formatRecord(record))
          else printLine(formatArtifactLine(record))
          if (!json && !isNew) printNote(`${input}: the same bytes are there already`)
        }
        await store.settled()
      })
    })
}
