// Keyed blobs: bytes under any text, as agent_session_manager's artifact stores keep them.
import { openStoreBlobs, type KeyedBlob, type StoreBlobs } from '../ports/blobs/store-blobs.ts'
import { valueOf } from '../ports/port-result.ts'
import { formatBytes } from '../../shared/bytes.ts'
import { formatMinute } from '../../shared/moment.ts'
import { parseCount } from './arguments.ts'
import { printJson, printLine, printNote } from './output.ts'
import { readPieces } from '../read-pieces.ts'
import { checkInput } from './local-file.ts'
import { type AddCommand, withStore } from './store-command.ts'
import { writeOutput } from './write-output.ts'

export const addKv: AddCommand = (program) => {
  const kv = program.command('kv').description('keep bytes under keys, which can be any text')
  kv.command('put')
    .description('store a file, or standard input, in place of what is under the key')
    .argument('<key>')
    .argument('[file]', 'a file, or - for standard input', '-')
    .option('--session <id>', 'the session that made it')
    .action(async (key: string, input: string, { session }: { session?: string }, command) => {
      await checkInput(input)
      await withStore(command, { create: true }, async ({ store, json }) => {
        const blobs = openStoreBlobs(store)
        const content = input === '-' ? process.stdin : readPieces(input)
        valueOf(await blobs.put(key, content, { session }))
        await store.settled()
        print(valueOf(await blobs.find(key)), json)
      })
    })
  kv.command('get')
    .description('write what is under the key to a file or standard output')
    .argument('<key>')
    .option('-o, --output <file>', 'a file, or - for standard output', '-')
    .action(async (key: string, { output }: { output: string }, command) => {
      await withStore(command, { create: false }, async ({ store }) => {
        await writeOutput(output, valueOf(await openStoreBlobs(store).read(key)))
      })
    })
  kv.command('delete')
    .description('move what is under the key to the trash; a key that holds nothing is no failure')
    .argument('<key>')
    .action(async (key: string, _options, command) => {
      await withStore(command, { create: false }, async ({ store, json }) => {
        const blobs = openStoreBlobs(store)
        const found = valueOf(await blobs.find(key))
        valueOf(await blobs.delete(key))
        if (json) printJson({ key, deleted: found !== undefined })
        else printLine(found === undefined ? 'nothing was there' : `deleted ${found.artifact.record.uri}`)
      })
    })
  kv.command('list')
    .description('list keys, the latest first')
    .option('--text <words>', 'all these words in the key or the content')
    .option('--limit <number>', 'at most so many', parseCount, 100)
    .option('--cursor <cursor>', 'go on where a list ended')
    .action(async (options: Parameters<StoreBlobs['list']>[0], command) => {
      await withStore(command, { create: false }, async ({ store, json }) => {
        const { blobs, nextCursor } = valueOf(await openStoreBlobs(store).list(options))
        for (const blob of blobs) print(blob, json)
        if (nextCursor !== null) printNote(`more: --cursor ${nextCursor}`)
      })
    })
}

function print(blob: KeyedBlob | undefined, json: boolean): void {
  if (blob === undefined) return
  const { uri, type, originalSize, checksum, createdAt } = blob.artifact.record
  if (json) printJson({ key: blob.key, uri, type, size: originalSize, checksum, created_at: createdAt })
  else printLine(`${formatMinute(createdAt)}  ${formatBytes(originalSize).padStart(8)}  ${type.padEnd(4)}  ${blob.key}`)
}
