// What writers said they were about to do and had done, and so where each content may be now. The other side of every comparison.
import { type FoundStore } from './inspect-store.ts'

/** One content that somebody tried to store; no two have the same bytes, so its checksum names it. */
export interface Content {
  checksum: string
  specName: string
  taskId: string
  name: string
}

export type Operation =
  | { verb: 'put' | 'import'; contents: Content[] }
  | { verb: 'tag'; checksums: string[]; tag: string }
  | { verb: 'delete' | 'cleanup' | 'restore' | 'purge'; checksums: string[] }

/** A line a writer prints. It prints `begun` before it calls the store, and `done` after the store answered. */
export type WriterLine =
  | { is: 'opening' | 'open' }
  | { is: 'begun'; number: number; operation: Operation }
  | { is: 'done'; number: number; versions?: number[] }
  | { is: 'failed'; number: number; reason: string }

type Whereabouts = 'absent' | 'store' | 'trash'

interface Claim extends Content {
  possible: Set<Whereabouts>
  tags: Set<string>
}

const to: Record<'delete' | 'cleanup' | 'restore' | 'purge', Whereabouts> = {
  delete: 'trash',
  cleanup: 'trash',
  restore: 'store',
  purge: 'absent',
}

/** Follows any number of writers of one store. */
export function openLedger({ versioning }: { versioning: boolean }) {
  const claims = new Map<string, Claim>()
  const versions = new Map<string, string>()
  const failures: string[] = []
  let acknowledged = 0

  const nameOf = ({ specName, taskId, name }: Content) => JSON.stringify([specName, taskId, name])
  const replacedBy = (content: Content) =>
    [...claims.values()].filter((claim) => claim.checksum !== content.checksum && nameOf(claim) === nameOf(content))
  const claimOf = (checksum: string): Claim => {
    const claim = claims.get(checksum)
    if (claim === undefined) throw new Error(`a writer speaks of ${checksum}, which nobody stored`)
    return claim
  }

  const begin = (operation: Operation): void => {
    switch (operation.verb) {
      case 'put':
      case 'import':
        for (const content of operation.contents) {
          claims.set(content.checksum, { ...content, possible: new Set(['absent', 'store']), tags: new Set(['']) })
          if (!versioning) for (const claim of replacedBy(content)) if (claim.possible.has('store')) claim.possible.add('absent')
        }
        return
      case 'tag':
        for (const checksum of operation.checksums) claimOf(checksum).tags.add(operation.tag)
        return
      case 'delete':
      case 'cleanup':
      case 'restore':
      case 'purge':
        for (const checksum of operation.checksums) claimOf(checksum).possible.add(to[operation.verb])
        return
    }
  }

  const finish = (operation: Operation, given: number[] | undefined): void => {
    acknowledged++
    switch (operation.verb) {
      case 'put':
      case 'import':
        for (const [index, content] of operation.contents.entries()) {
          claimOf(content.checksum).possible = new Set(['store'])
          if (!versioning) for (const claim of replacedBy(content)) claim.possible.delete('store')
          const version = given?.[index]
          if (version !== undefined && versioning) {
            const key = `${nameOf(content)} ${version}`
            const other = versions.get(key)
            if (other !== undefined && other !== content.checksum)
              failures.push(`[S7] version ${version} of ${nameOf(content)} was given twice`)
            versions.set(key, content.checksum)
          }
        }
        return
      case 'tag':
        for (const checksum of operation.checksums) claimOf(checksum).tags = new Set([operation.tag])
        return
      case 'delete':
      case 'cleanup':
      case 'restore':
      case 'purge':
        for (const checksum of operation.checksums) claimOf(checksum).possible = new Set([to[operation.verb]])
        return
    }
  }

  /** Takes note that somebody begins an operation; gives what to call when it is acknowledged. */
  const follow = (operation: Operation) => {
    begin(operation)
    return (given?: number[]) => finish(operation, given)
  }

  return {
    begin: follow,

    /** Operations that writers reported as done. */
    acknowledged: () => acknowledged,

    /** Takes in all a writer printed, in its order. What it began and did not finish may have happened or not. */
    follow: (lines: readonly WriterLine[]): void => {
      const begun = new Map<number, ReturnType<typeof follow>>()
      for (const line of lines) {
        if (line.is === 'begun') begun.set(line.number, follow(line.operation))
        else if (line.is === 'done') begun.get(line.number)?.(line.versions)
        else if (line.is === 'failed') failures.push(`operation ${line.number} failed with nobody in its way: ${line.reason}`)
      }
    },

    /** Compares with what is there, and takes it as the start of what follows. */
    compare: (found: FoundStore): string[] => {
      const broken = [...failures.splice(0), ...found.problems]
      for (const claim of claims.values()) {
        const places = found.places.get(claim.checksum) ?? []
        const [place] = places
        const where: Whereabouts = place?.where ?? 'absent'
        const said = `${nameOf(claim)} ${claim.checksum.slice(0, 12)}`
        if (places.length > 1) broken.push(`${said} is in ${places.map((each) => each.where).join(' and in ')}`)
        else if (!claim.possible.has(where)) broken.push(`${said} is ${where}, and may only be ${[...claim.possible].join(' or ')}`)
        else if (place !== undefined && !claim.tags.has(place.tags.join(',')))
          broken.push(`${said} is tagged "${place.tags.join(',')}", not "${[...claim.tags].join('" or "')}"`)
        if (where === 'absent') claims.delete(claim.checksum)
        else Object.assign(claim, { possible: new Set([where]), tags: new Set([place?.tags.join(',') ?? '']) })
      }
      for (const [checksum, [place]] of found.places)
        if (!claims.has(checksum)) broken.push(`${place?.where ?? ''} has ${checksum.slice(0, 12)}, which nobody stored`)
      return broken
    },
  }
}

export type Ledger = ReturnType<typeof openLedger>
