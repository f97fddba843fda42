import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { VitrineError } from '../../shared/errors.ts'
import { type AddCommand, withStore } from './store-command.ts'

export const addGet: AddCommand = (program) => {
  program
    .command('get')
    .description("write an artifact's raw bytes to a file or standard output")
    .argument('<uri>')
    .option('-o, --output <file>', 'a file, or - for standard output', '-')
    .option('--no-verify', 'do not check the checksum')
    .action(async (uri: string, { output, verify }: { output: string; verify: boolean }, command) => {
      await withStore(command, { create: false }, async ({ store }) => {
        const content = await store.download(uri, { verify })
        if (output === '-') await pipeline(Readable.from(content, { objectMode: false }), process.stdout, { end: false })
        else await writeFile(output, content)
      })
    })
}

/** The file appears only when all its bytes are there and right. */
async function writeFile(path: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const partial = `${path}.${process.pid}.part`
  try {
    await pipeline(Readable.from(content, { objectMode: false }), createWriteStream(partial))
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true })
    const isFileError = error instanceof Error && 'syscall' in error && !(error instanceof VitrineError)
    throw isFileError
      ? new VitrineError('path.unreadable', { path, reason: `it cannot be written: ${error.message}` }, { cause: error })
      : error
  }
}
