// Objects by their keys, in the order that both clouds list in: that of the keys' UTF-8 bytes.
const surrogates = /[\ud800-\udfff]/
const byCodeUnits = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

export class SortedMap<T> {
  readonly #values = new Map<string, T>()
  // Sorting a million keys for each page of a listing would make a test of that size impossible.
  #sorted: string[] | undefined

  get size(): number {
    return this.#values.size
  }

  get(key: string): T | undefined {
    return this.#values.get(key)
  }

  set(key: string, value: T): void {
    if (!this.#values.has(key)) this.#sorted = undefined
    this.#values.set(key, value)
  }

  delete(key: string): void {
    if (this.#values.delete(key)) this.#sorted = undefined
  }

  keys(): string[] {
    // Only these make the order of UTF-16 another than that of UTF-8.
    this.#sorted ??= [...this.#values.keys()].toSorted([...this.#values.keys()].some((key) => surrogates.test(key)) ? byBytes : byCodeUnits)
    return this.#sorted
  }

  /** Keys that start with `prefix` and are not before `start`. */
  *keysFrom(prefix: string, start: string): Generator<string> {
    const keys = this.keys()
    const first = byBytes(prefix, start) > 0 ? prefix : start
    let low = 0
    for (let high = keys.length; low < high;) {
      const middle = (low + high) >>> 1
      if (byBytes(keys[middle] ?? '', first) < 0) low = middle + 1
      else high = middle
    }
    for (let key = keys[low]; key?.startsWith(prefix) === true; key = keys[++low]) yield key
  }
}

/** A page of a listing: keys, and prefixes where a delimiter folds keys into one row. */
export interface ListedPage {
  rows: { name: string; isPrefix: boolean }[]
  /** The last row's name when more follow. */
  next: string | undefined
}

export interface ListQuery {
  prefix: string
  delimiter: string
  /** Rows come after this name … */
  after: string
  /** … and from objects with this name or a later one. */
  from?: string
  most: number
}

export function listPage(objects: SortedMap<unknown>, { prefix, delimiter, after, from = after, most }: ListQuery): ListedPage {
  const rows: ListedPage['rows'] = []
  let last = after
  for (const key of objects.keysFrom(prefix, after === '' ? from : after)) {
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
    const name = cut === -1 ? key : key.slice(0, cut + delimiter.length)
    // A name again, or what the last page folded into its last row.
    if (name === last || (key === after && cut === -1)) continue
    if (rows.length >= most) return { rows, next: most > 0 ? last : undefined }
    last = name
    rows.push({ name, isPrefix: cut !== -1 })
  }
  return { rows, next: undefined }
}
