// Intents [S5]: what a write is about to do, written before it does it, so that after a kill the next open can finish or undo it.
import { z } from 'zod'
import { artifactRecordSchema } from '../../shared/artifact.ts'
import { type Owner } from '../process-owner.ts'
import { type StorageBackend } from './backend.ts'
import { vitrineFolder } from './key.ts'
import { readWhole } from './task-file.ts'

const entrySchema = z.object({ record: artifactRecordSchema, file: z.string() })

export const intentSchema = z.discriminatedUnion('verb', [
  /** Put the staged bytes in place and record them; `replaced` is the file of the version 1 that goes. */
  z.object({ verb: z.literal('upload'), folder: z.string(), entry: entrySchema, stageId: z.string(), replaced: z.string().optional() }),
  z.object({ verb: z.literal('delete'), folder: z.string(), items: z.array(z.object({ file: z.string(), trashId: z.string() })) }),
  z.object({ verb: z.literal('restore'), folder: z.string(), entry: entrySchema, trashId: z.string() }),
  z.object({ verb: z.literal('tag'), folder: z.string() }),
])
export type Intent = z.infer<typeof intentSchema>

const journalPrefix = `${vitrineFolder}/journal/`

export interface Journal {
  /** Writes the intent, does the work, and drops the intent. When the work throws, the intent is left to `undo`, then dropped. */
  run: <T>(intent: Intent, work: () => Promise<T>, undo: (intent: Intent) => Promise<void>) => Promise<T>
  /** Intents on disk, by their keys, with who wrote them; one that cannot be read is given without its intent. */
  list: () => AsyncIterable<{ key: string; owner: Owner; intent: Intent | undefined }>
  drop: (key: string) => Promise<void>
}

export function openJournal(backend: StorageBackend, owner: Owner): Journal {
  let count = 0
  return {
    run: async (intent, work, undo) => {
      const key = `${journalPrefix}${owner}~${++count}.json`
      await backend.upload(key, Buffer.from(JSON.stringify(intent)))
      await backend.flush([key])
      let result
      try {
        result = await work()
      } catch (error) {
        try {
          await undo(intent)
          await backend.delete(key)
        } catch {
          // What failed the work may fail this too; the intent stays for the next open.
        }
        throw error
      }
      await backend.delete(key)
      return result
    },
    list: async function* () {
      for await (const { key } of backend.list(journalPrefix)) {
        yield { key, owner: key.slice(journalPrefix.length), intent: await readIntent(backend, key) }
      }
    },
    drop: (key) => backend.delete(key),
  }
}

/** An intent is renamed into place whole, so what cannot be read is none of ours. */
async function readIntent(backend: StorageBackend, key: string): Promise<Intent | undefined> {
  try {
    return intentSchema.parse(JSON.parse(Buffer.from(await readWhole(await backend.download(key))).toString('utf8')))
  } catch {
    return undefined
  }
}
