// Intents [S5]: what a write is about to do, written before it does it, so that after a kill it can be finished or taken back. An intent is
// written and dropped under its task's lock, so whoever holds that lock and finds one may settle it.
import { z } from 'zod'
import { artifactRecordSchema } from '../../shared/artifact.ts'
import { type Owner } from '../process-owner.ts'
import { type StorageBackend } from './backend.ts'
import { vitrineFolder } from './key.ts'

const entrySchema = z.object({ record: artifactRecordSchema, file: z.string() })

const uploadItemSchema = z.object({
  entry: entrySchema,
  stageId: z.string(),
  /** The file of the version that goes; when it is that of the new one, its bytes wait under the key `aside`. */
  replaced: z.string().optional(),
  /** Tells the bytes that go from others that may come in their place, where those of several machines meet. */
  replacedMark: z.string().optional(),
  aside: z.string().optional(),
})
/** What an upload puts, and what goes for it. */
export type UploadItem = z.infer<typeof uploadItemSchema>

/** `mark` is that of bytes that are copied; without it they are moved. */
const restoreItemSchema = z.object({ entry: entrySchema, trashId: z.string(), mark: z.string().optional() })
export type RestoreItem = z.infer<typeof restoreItemSchema>

const intentSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('upload'), folder: z.string(), items: z.array(uploadItemSchema) }),
  z.object({
    verb: z.literal('delete'),
    folder: z.string(),
    /** `mark` as in an upload. */
    items: z.array(z.object({ file: z.string(), trashId: z.string(), mark: z.string().optional() })),
  }),
  z.object({ verb: z.literal('restore'), folder: z.string(), items: z.array(restoreItemSchema) }),
  z.object({ verb: z.literal('purge'), folder: z.string(), trashIds: z.array(z.string()) }),
  z.object({ verb: z.literal('tag'), folder: z.string() }),
])
export type Intent = z.infer<typeof intentSchema>

const journalPrefix = `${vitrineFolder}/journal/`
const intentExtension = '.json'

/** Where bytes wait that an upload replaces in place; the name must be nobody else's. */
export const asideKey = (name: string) => `${journalPrefix}${name}.aside`

/** Called by work that is done but for a part of its intent: that part is taken back. */
export type UndoPart = (part: Intent) => void

export interface Journal {
  /** Writes the intent, does the work, and drops the intent. Work that throws is taken back. The task's lock must be held. */
  run: <T>(intent: Intent, work: (undoPart: UndoPart) => Promise<T>) => Promise<T>
  /** Intents on disk, by their keys, with who wrote them; one that is not readable as an intent is given without. */
  list: () => AsyncIterable<{ key: string; owner: Owner; modifiedAt: Date; intent: Intent | undefined }>
  drop: (key: string) => Promise<void>
}

export interface JournalOptions {
  backend: StorageBackend
  owner: Owner
  /** Brings the task to a state without the intent. */
  undo: (intent: Intent) => Promise<void>
  /** Called when an intent has to stay. */
  leaveUnsettled: (folder: string) => void
}

export function openJournal({ backend, owner, undo, leaveUnsettled }: JournalOptions): Journal {
  let count = 0
  const settle = async (key: string, intent: Intent, isBegun: boolean): Promise<void> => {
    try {
      if (isBegun) await undo(intent)
      await backend.delete(key)
    } catch {
      // What failed the work may fail this too; whoever works on the task next settles it first.
      leaveUnsettled(intent.folder)
    }
  }
  return {
    run: async (intent, work) => {
      const key = `${journalPrefix}${owner}~${++count}${intentExtension}`
      const content = Buffer.from(JSON.stringify(intent))
      const undone: Intent[] = []
      let isBegun = false
      let result
      try {
        if (mustOutliveAPowerCut(intent)) {
          await backend.upload(key, content)
          await backend.flush([key])
        } else await backend.upload(key, content, { inPlace: true })
        isBegun = true
        result = await work((part) => void undone.push(part))
      } catch (error) {
        await settle(key, intent, isBegun)
        throw error
      }
      try {
        for (const part of undone) await undo(part)
        await backend.delete(key)
      } catch {
        leaveUnsettled(intent.folder)
      }
      return result
    },
    list: async function* () {
      for await (const { key, modifiedAt } of backend.list(journalPrefix)) {
        // Another process may drop it meanwhile.
        const found = key.endsWith(intentExtension) ? await backend.read(key) : undefined
        if (found !== undefined) yield { key, owner: key.slice(journalPrefix.length), modifiedAt, intent: parseIntent(found.content) }
      }
    },
    drop: (key) => backend.delete(key),
  }
}

/**
 * A kill leaves every intent where it is; a power cut only what was flushed. Work that moves bytes which a record names needs its intent
 * back then. Without one, a cut-off upload of something new leaves at most bytes that no record names, and `verify` says so; a cut-off
 * tag leaves nothing; and the records are flushed before anything is acknowledged.
 */
function mustOutliveAPowerCut(intent: Intent): boolean {
  return intent.verb === 'upload' ? intent.items.some(({ replaced }) => replaced !== undefined) : intent.verb !== 'tag'
}

/** Work begins when its intent is there whole, so what cannot be read promises nothing. */
function parseIntent(content: Uint8Array): Intent | undefined {
  try {
    return intentSchema.parse(liftIntent(JSON.parse(Buffer.from(content).toString('utf8'))))
  } catch {
    return undefined
  }
}

const ofOne = { folder: z.string() }
const singleSchema = z.discriminatedUnion('verb', [
  uploadItemSchema.extend({ verb: z.literal('upload'), ...ofOne }),
  restoreItemSchema.extend({ verb: z.literal('restore'), ...ofOne }),
])

/** Each upload and each restore had an intent of its own once. */
function liftIntent(value: unknown): unknown {
  const { data } = singleSchema.safeParse(value)
  if (data === undefined) return value
  const { verb, folder, ...item } = data
  return { verb, folder, items: [item] }
}
