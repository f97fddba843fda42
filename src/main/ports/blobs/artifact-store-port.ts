// The key-value port of agent_session_manager: opaque bytes under any text.
import { VitrineError } from '../../../shared/errors.ts'
import { type PortResult } from '../port-result.ts'

type Piece = string | Uint8Array | readonly Piece[]
/** Bytes, text (as UTF-8), any nesting of both in arrays, or a stream of them. */
export type BlobContent = Piece | AsyncIterable<Piece>

export interface PutOptions {
  /** The session that made it, where the port keeps such things. */
  session?: string | undefined
}

export interface ArtifactStorePort {
  /** Stores content under a key, in place of what was there; a reader sees all of the one or all of the other. Durable when it answers. */
  put: (key: string, content: BlobContent, options?: PutOptions) => Promise<PortResult>
  /** `not_found` when nothing is there. */
  get: (key: string) => Promise<PortResult<Uint8Array>>
  /** Deleting what is not there is success. */
  delete: (key: string) => Promise<PortResult>
}

export const artifactNotFound = (key: string) => `Artifact not found: ${key}`

/** A key as given, once it is known to have bytes of its own. @throws request.invalid */
export function checkKey(key: unknown): string {
  if (typeof key !== 'string') throw new VitrineError('request.invalid', { reason: 'a key is text' })
  // UTF-8 has no lone surrogates: two such keys would be one.
  if (!key.isWellFormed()) throw new VitrineError('request.invalid', { reason: 'the key is not well-formed Unicode' })
  return key
}

/** The content in pieces of bytes. @throws request.invalid where something else is among them */
export async function* chunksOf(content: BlobContent): AsyncGenerator<Uint8Array> {
  if (isStream(content)) for await (const piece of content) yield* bytesOf(piece)
  else yield* bytesOf(content)
}

function* bytesOf(piece: unknown): Generator<Uint8Array> {
  if (piece instanceof Uint8Array) yield piece
  else if (typeof piece === 'string') yield Buffer.from(piece)
  else if (Array.isArray(piece)) for (const inner of piece) yield* bytesOf(inner)
  else throw new VitrineError('request.invalid', { reason: `content is bytes or text, not ${piece === null ? 'null' : typeof piece}` })
}

const isStream = (content: unknown): content is AsyncIterable<Piece> =>
  typeof content === 'object' && content !== null && Symbol.asyncIterator in content
