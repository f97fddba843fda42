// Listing a bucket. Services answer a thousand rows at a time, each page only after the one before, so a large listing is cut into ranges
// that are read side by side.
import { type Bucket, type BucketObject, type ListPage, type ListPageOptions } from './bucket.ts'
import { patient, type RetryOptions, retrying } from './retry.ts'

/** Ranges read at the same time. */
const parallel = 16
/** Fewer folders than this are looked into for more. */
const enoughFolders = 64
/** How deep folders are looked for: specs, then their tasks. */
const deepest = 2
const foldersOfRange = 200

interface Range {
  prefix: string
  /** Names after this one … */
  after: string
  /** … that do not start with this … */
  before: string | undefined
  /** … up to and with those that start with this. */
  last: string | undefined
}

/** Every object whose name starts with `prefix`, in no stated order. */
export async function* listBucket(
  bucket: Pick<Bucket, 'list'>,
  prefix: string,
  retry: RetryOptions = patient,
): AsyncGenerator<BucketObject> {
  const list = (options: ListPageOptions) => retrying(() => bucket.list(options), retry)
  const first = await list({ prefix })
  yield* first.objects
  if (first.token === undefined) return
  const after = first.objects.at(-1)?.name ?? ''
  for await (const objects of sideBySide(await findRanges(list, prefix, after), (range) => listRange(list, range))) yield* objects
}

type List = (options: ListPageOptions) => Promise<ListPage>

async function* listRange(list: List, { prefix, after, before, last }: Range): AsyncGenerator<BucketObject[]> {
  let token: string | undefined
  do {
    const page: ListPage = await list(token === undefined ? { prefix, startAfter: after } : { prefix, token })
    const inRange = page.objects.filter(
      ({ name }) => (last === undefined || !isPast(name, last)) && (before === undefined || !name.startsWith(before)),
    )
    yield inRange
    const end = page.objects.at(-1)
    token = last !== undefined && end !== undefined && isPast(end.name, last) ? undefined : page.token
  } while (token !== undefined)
}

/** Names are listed in the order of their UTF-8 bytes. */
const compareNames = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))
const isPast = (name: string, last: string) => !name.startsWith(last) && compareNames(name, last) > 0

/** Ranges that together hold every name after `after`, each once. Names between two folders belong to the range of the later one. */
async function findRanges(list: List, prefix: string, after: string): Promise<Range[]> {
  let folders = await listFolders(list, prefix, after)
  for (let depth = 1; depth < deepest && folders.length < enoughFolders; depth++) {
    const deeper: string[] = []
    const inside = sideBySide(folders, async function* (folder) {
      const found = await listFolders(list, folder, undefined)
      yield found.length === 0 ? [folder] : found
    })
    for await (const found of inside) deeper.push(...found)
    folders = deeper.filter((folder) => compareNames(folder, after) > 0).toSorted(compareNames)
  }
  const size = Math.max(1, Math.min(foldersOfRange, Math.ceil(folders.length / parallel)))
  const ranges: Range[] = []
  for (let start = 0; start < folders.length; start += size) {
    const before = folders[start - 1]
    const isLast = start + size >= folders.length
    ranges.push({
      prefix,
      // What is in the folder before comes before this.
      after: before === undefined ? after : `${before}\u{10FFFF}`,
      before,
      last: isLast ? undefined : folders[start + size - 1],
    })
  }
  return ranges.length === 0 ? [{ prefix, after, before: undefined, last: undefined }] : ranges
}

async function listFolders(list: List, prefix: string, after: string | undefined): Promise<string[]> {
  const folders: string[] = []
  let token: string | undefined
  do {
    const page: ListPage = await list({ prefix, delimiter: '/', ...(token === undefined ? { startAfter: after } : { token }) })
    folders.push(...page.prefixes)
    token = page.token
  } while (token !== undefined)
  return folders
}

/** What several generators give, as it comes; one that throws ends it. */
async function* sideBySide<T, R>(inputs: readonly T[], open: (input: T) => AsyncGenerator<R>): AsyncGenerator<R> {
  const waiting = [...inputs]
  const running = new Map<AsyncGenerator<R>, Promise<{ from: AsyncGenerator<R>; step: IteratorResult<R> }>>()
  const advance = (from: AsyncGenerator<R>) => {
    const step = (async () => ({ from, step: await from.next() }))()
    // Awaited below, unless another one throws first.
    step.catch(() => undefined)
    running.set(from, step)
  }
  try {
    for (;;) {
      while (running.size < parallel) {
        const input = waiting.shift()
        if (input === undefined) break
        advance(open(input))
      }
      if (running.size === 0) return
      const { from, step } = await Promise.race(running.values())
      if (step.done === true) {
        running.delete(from)
      } else {
        advance(from)
        yield step.value
      }
    }
  } finally {
    await Promise.allSettled([...running.keys()].map((generator) => generator.return(undefined)))
  }
}
