// A store as NecroCode's Python leaves it, written by the format alone: nothing here comes from the code that it tests.
import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

export interface PythonArtifact {
  spec?: string
  task?: string
  type?: 'diff' | 'log' | 'test'
  text?: string
  version?: number
  /** Whether the version stands in the name, as with versioning on. */
  versioned?: boolean
  /** Default true. */
  compressed?: boolean
  /** Local time without a zone. */
  createdAt?: string
  tags?: string[]
  metadata?: Record<string, unknown>
}

export interface PythonStoreOptions {
  root: string
  /** Where the store was when it was written. */
  base?: string
}

const names = { diff: ['diff', '.txt'], log: ['log', '.txt'], test: ['test-result', '.json'] } as const

/** Like Python's `json.dumps(value, indent=2)`. */
export function dumps(value: unknown): string {
  let text = ''
  for (const character of JSON.stringify(value, null, 2)) {
    for (let unit = 0; unit < character.length; unit++) {
      const code = character.charCodeAt(unit)
      text += code > 126 ? `\\u${`000${code.toString(16)}`.slice(-4)}` : character[unit]
    }
  }
  return text
}

export const flatten = (uri: string) => uri.split('://').join('_').split('/').join('_').split('\\').join('_')

export function openPythonStore({ root, base = root }: PythonStoreOptions) {
  const index: Record<string, unknown> = {}
  const sidecarPath = (uri: string) => join(root, 'metadata', `${flatten(uri)}.json`)
  const write = async (path: string, content: string | Uint8Array) => {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, content)
  }
  const pathOf = ({
    spec = 'chat-app',
    task = '1.1',
    type = 'diff',
    version = 1,
    versioned = false,
    compressed = true,
  }: PythonArtifact) => {
    const [stem, extension] = names[type]
    return `${spec}/${task}/${stem}${versioned ? `.v${version}` : ''}${extension}${compressed ? '.gz' : ''}`
  }
  const uriOf = (artifact: PythonArtifact) => `file://${base}/${pathOf(artifact)}`
  const writeIndex = () => write(join(root, 'metadata-index.json'), dumps(index))
  const readSidecar = async (uri: string): Promise<Record<string, unknown>> => JSON.parse(await readFile(sidecarPath(uri), 'utf8'))

  const put = async (artifact: PythonArtifact): Promise<string> => {
    const { spec = 'chat-app', task = '1.1', type = 'diff', text = 'content\n', version = 1, compressed = true } = artifact
    const { createdAt = '2026-11-20T21:56:17.343481', tags = [], metadata = {} } = artifact
    const raw = Buffer.from(text)
    const stored = compressed ? gzipSync(raw) : raw
    const uri = uriOf(artifact)
    await write(join(root, pathOf(artifact)), stored)
    const sidecar = {
      uri,
      task_id: task,
      spec_name: spec,
      type,
      size: stored.length,
      checksum: createHash('sha256').update(raw).digest('hex'),
      created_at: createdAt,
      compressed,
      original_size: compressed ? raw.length : null,
      mime_type: 'text/plain',
      tags,
      version,
      metadata,
    }
    await write(sidecarPath(uri), dumps(sidecar))
    await mkdir(join(root, 'locks'), { recursive: true })
    await write(join(root, 'locks', `${flatten(uri)}.lock`), '')
    index[uri] = { task_id: task, spec_name: spec, type, size: stored.length, created_at: createdAt, tags, version }
    return uri
  }

  return {
    uriOf,
    sidecarPath,
    index,
    writeIndex,
    readSidecar,
    contentPath: (artifact: PythonArtifact) => join(root, pathOf(artifact)),
    put,
    /** Bytes, then the record, then the index, as the package does. */
    upload: async (artifact: PythonArtifact): Promise<string> => {
      const uri = await put(artifact)
      await writeIndex()
      return uri
    },
    /** Bytes, then the record, then the index. */
    delete: async (artifact: PythonArtifact) => {
      const uri = uriOf(artifact)
      await rm(join(root, pathOf(artifact)))
      await rm(sidecarPath(uri))
      delete index[uri]
      await writeIndex()
    },
    /** Reads, changes and writes the record; the index is left as it is. */
    addTags: async (artifact: PythonArtifact, tags: string[]) => {
      const uri = uriOf(artifact)
      const sidecar = await readSidecar(uri)
      sidecar['tags'] = [...(sidecar['tags'] as string[]), ...tags]
      await write(sidecarPath(uri), dumps(sidecar))
    },
  }
}
