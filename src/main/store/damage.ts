// Damage that a reading met is kept in the catalog, so that it is marked wherever the artifact appears [S11].
import { type Artifact, type Damage } from '../../shared/artifact-list.ts'
import { isVitrineError } from '../../shared/errors.ts'
import { type StoreContext } from './store-context.ts'

type Read = () => Promise<AsyncIterable<Uint8Array>>

/** Reads as `read` does; damage that it meets is noted, and a checked reading that ends well takes the note back. */
export async function noteDamage(
  context: StoreContext,
  artifact: Artifact,
  isChecked: boolean,
  read: Read,
): Promise<AsyncIterable<Uint8Array>> {
  try {
    const content = await read()
    return isChecked ? follow(context, artifact, content) : content
  } catch (error) {
    await noteError(context, artifact, error)
    throw error
  }
}

async function* follow(context: StoreContext, artifact: Artifact, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* content
  } catch (error) {
    await noteError(context, artifact, error)
    throw error
  }
  if (artifact.damage !== undefined) await note(context, artifact, undefined)
}

async function noteError(context: StoreContext, artifact: Artifact, error: unknown): Promise<void> {
  if (!isVitrineError(error, 'artifact.corrupt')) return
  const { reason, isMissing = false } = error.details
  await note(context, artifact, { status: isMissing ? 'missing' : 'corrupt', reason })
}

async function note({ databases, placeOf, changed }: StoreContext, { record }: Artifact, damage: Damage | undefined): Promise<void> {
  const place = await placeOf(record.uri)
  if (place !== undefined && (await databases.setDamage(place, record.checksum, damage))) changed([])
}
