import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { Option } from 'commander'
import { artifactTypes, type ArtifactType, type Encoding } from '../../shared/artifact.ts'
import { VitrineError } from '../../shared/errors.ts'
import { type Facts } from '../../shared/facts.ts'
import { readFacts } from '../facts/read-facts.ts'
import { recogniseType } from '../facts/recognise.ts'
import { decompress } from '../store/compression.ts'
import { formatFacts, printJson, printLine } from './output.ts'
import { type AddCommand, withStore } from './store-command.ts'

const headBytes = 64 * 1024

export const addInspect: AddCommand = (program) => {
  program
    .command('inspect')
    .description('tell the facts of artifacts or files: what a diff changes, how tests ended, where a log went wrong')
    .argument('<inputs...>', 'URIs of artifacts, or files')
    .addOption(new Option('--type <type>', 'read files as this type (default: by name and content)').choices(artifactTypes))
    .action(async (inputs: string[], { type }: { type?: ArtifactType }, command) => {
      const json = command.optsWithGlobals().json === true
      for (const input of inputs) {
        if (/^[a-z][a-z0-9+.-]+:\/\//i.test(input)) {
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

/** Compressed files are read as what they hold. */
async function inspectFile(path: string, type: ArtifactType | undefined): Promise<Facts> {
  const encoding = encodingOf(await readHead(path, createReadable(path)))
  const name = encoding === 'identity' ? basename(path) : basename(path).replace(/\.(gz|zst)$/i, '')
  const content = () => decompress(encoding, createReadable(path))
  return readFacts({ name, type: type ?? recogniseType(name, await readHead(path, content())) }, content())
}

const createReadable = (path: string) => createReadStream(path, { highWaterMark: 1024 * 1024 })

function encodingOf(head: Uint8Array): Encoding {
  const magic = Buffer.from(head.subarray(0, 4)).toString('hex')
  return magic.startsWith('1f8b08') ? 'gzip' : magic === '28b52ffd' ? 'zstd' : 'identity'
}

async function readHead(path: string, content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of content) {
      chunks.push(chunk)
      length += chunk.length
      if (length >= headBytes) break
    }
  } catch (error) {
    const reason =
      error instanceof Error && 'code' in error && error.code === 'ENOENT'
        ? 'there is no such file'
        : error instanceof Error
          ? error.message
          : String(error)
    throw new VitrineError('path.unreadable', { path, reason }, { cause: error })
  }
  return Buffer.concat(chunks).subarray(0, headBytes)
}

function print(subject: Record<string, string>, facts: Facts, json: boolean): void {
  if (json) return printJson({ ...subject, facts: formatFacts(facts) })
  printLine(`${subject['uri'] ?? subject['path'] ?? ''}  ${facts.type}`)
  for (const [key, value] of Object.entries(formatFacts(facts) as Record<string, unknown>)) {
    if (!Array.isArray(value) || value.length > 0) printLine(`  ${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
  }
}
