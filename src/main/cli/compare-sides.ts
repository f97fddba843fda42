// What the two words behind `vitrine compare` mean: attempts, artifacts or files.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { type AttemptName, formatAttemptName, parseAttemptName } from '../../shared/attempt-name.ts'
import { type Artifact } from '../../shared/artifact-list.ts'
import { type ArtifactType } from '../../shared/artifact.ts'
import { VitrineError } from '../../shared/errors.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { unpacked } from '../unpacked.ts'
import { isUri, openLocalFile } from './local-file.ts'

/** One content to compare. */
export interface Item {
  /** As the answer names it. */
  label: { uri: string } | { path: string }
  name: string
  type: ArtifactType
  checksum(): Promise<string>
  open(): Promise<AsyncIterable<Uint8Array>>
}

export type Side = { at: 'item'; item: Item } | { at: 'attempt'; name: AttemptName; artifacts: Artifact[] }

/** A word that needs the store: a URI, or an attempt where no file has that name. */
export const needsStore = (input: string): boolean => isUri(input) || (!existsSync(input) && parseAttemptName(input) !== undefined)

/**
 * @throws artifact.not-found, path.unreadable; request.invalid for what is none of the three
 */
export async function findSide(input: string, store: ArtifactStore | undefined, type: ArtifactType | undefined): Promise<Side> {
  if (store !== undefined && isUri(input)) return { at: 'item', item: { ...itemOf(await store.get(input), store), ...(type && { type }) } }
  const name = existsSync(input) ? undefined : parseAttemptName(input)
  if (store !== undefined && name !== undefined) return { at: 'attempt', name, artifacts: await artifactsOf(name, store) }
  if (!existsSync(input)) {
    throw new VitrineError('request.invalid', { reason: `${input} is no file, no URI, and no attempt like SPEC/TASK@VERSION` })
  }
  const file = await openLocalFile(input, type)
  const checksum = async () => {
    const hash = createHash('sha256')
    for await (const chunk of file.read()) hash.update(chunk)
    return hash.digest('hex')
  }
  return { at: 'item', item: { label: { path: input }, name: file.name, type: file.type, checksum, open: async () => file.read() } }
}

export function itemOf({ record }: Artifact, store: ArtifactStore): Item {
  const { uri, name, type, checksum } = record
  return { label: { uri }, name, type, checksum: async () => checksum, open: async () => unpacked(await store.download(uri)) }
}

async function artifactsOf(name: AttemptName, store: ArtifactStore): Promise<Artifact[]> {
  const { artifacts } = await store.getTask(name.specName, name.taskId)
  const own = artifacts.filter(({ record }) => record.version === name.version)
  if (own.length > 0) return own
  throw new VitrineError('artifact.not-found', { uri: formatAttemptName(name) })
}
