// From frames to changed lines: which of a diff's files a path means, and how sure that is.
import { type CodeLink, type LinkSureness, linkSurenessSchema } from '../../../shared/triage/triage.ts'
import { type ChangedFile } from './diff-changes.ts'
import { type SourceFrame } from './source-frames.ts'

/** The changed files of one diff artifact. */
export interface DiffChanges {
  diffName: string
  files: readonly ChangedFile[]
}

interface KnownFile {
  diffName: string
  file: ChangedFile
}

const linksKept = 12
/** More files of one name than this say nothing. */
const namesakes = 8
const order = new Map(linkSurenessSchema.options.map((sureness, index) => [sureness, index]))
const baseName = (path: string) => path.slice(path.lastIndexOf('/') + 1)

/** The changed files of an attempt, found by the paths that traces and test names use. */
export class ChangedFiles {
  private readonly byName = new Map<string, KnownFile[]>()

  constructor(diffs: readonly DiffChanges[]) {
    for (const { diffName, files } of diffs) {
      for (const file of files) {
        const name = baseName(file.path)
        const known = this.byName.get(name)
        if (known === undefined) this.byName.set(name, [{ diffName, file }])
        else known.push({ diffName, file })
      }
    }
  }

  /** The links of the frames, the surest first; among equals the nearest to the failure, whose frame comes first. */
  link(frames: readonly SourceFrame[]): CodeLink[] {
    const links = new Map<string, CodeLink>()
    for (const frame of frames) {
      for (const link of this.linkFrame(frame)) {
        const key = `${link.diffName}\n${link.path}\n${link.nth}\n${link.isShown ? link.line : ''}`
        const known = links.get(key)
        if (known === undefined || rankOf(link) < rankOf(known)) links.set(key, link)
      }
    }
    return Array.from(links.values())
      .toSorted((one, other) => rankOf(one) - rankOf(other))
      .slice(0, linksKept)
  }

  /** By the test's own file or dotted name, where no frame tells. */
  linkName(path: string): CodeLink[] {
    return this.find(path)
      .filter(({ isSame }) => isSame)
      .slice(0, 1)
      .map(({ diffName, file }) => ({ diffName, path: file.path, nth: file.nth, isShown: false, sureness: 'name' }))
  }

  private linkFrame(frame: SourceFrame): CodeLink[] {
    const found = this.find(frame.path)
    const same = found.filter(({ isSame }) => isSame)
    return (same.length > 0 ? same : found).map(({ diffName, file, isSame }) => {
      const place = placeOf(file, frame.line)
      const sureness: LinkSureness = isSame ? place : 'similar-path'
      return {
        diffName,
        path: file.path,
        nth: file.nth,
        line: frame.line,
        isShown: place !== 'same-file',
        sureness,
        ...(frame.function === undefined ? {} : { function: frame.function }),
      }
    })
  }

  /** Files of that name whose path agrees; `isSame` when one of the two paths is wholly the end of the other, and long enough to tell. */
  private find(path: string): (KnownFile & { isSame: boolean })[] {
    const known = this.byName.get(baseName(path)) ?? []
    const found = known
      .map((each) => ({ ...each, isSame: isSamePath(path, each.file.path) }))
      .filter(({ file, isSame }) => isSame || isSimilarPath(path, file.path))
    const same = found.filter(({ isSame }) => isSame)
    const all = same.length > 0 ? same : found
    return all.length > namesakes ? [] : all
  }
}

/**
 * `/build/src/a.py` is `src/a.py`, and so is `com/shop/Cart.java` in `app/src/main/java/com/shop/Cart.java`. A name without a folder
 * could be of any folder, and is the same only when nothing stands before it.
 */
export function isSamePath(frame: string, changed: string): boolean {
  if (frame === changed) return true
  if (frame.endsWith(`/${changed}`)) return changed.includes('/')
  return changed.endsWith(`/${frame}`) && frame.includes('/') && /\.(?:java|kt|kts|groovy|scala)$/.test(frame)
}

/** One is the end of the other, or both end with the same folder and name. */
function isSimilarPath(frame: string, changed: string): boolean {
  if (frame.endsWith(`/${changed}`) || changed.endsWith(`/${frame}`)) return true
  const [name, folder] = frame.split('/').toReversed()
  return folder !== undefined && changed.endsWith(`/${folder}/${name}`)
}

function placeOf(file: ChangedFile, line: number): 'changed-line' | 'same-hunk' | 'same-file' {
  const hunk = file.hunks.find(({ first, last }) => line >= first && line <= last)
  if (hunk === undefined) return 'same-file'
  for (let at = 0; at < hunk.added.length; at += 2) {
    if (line >= (hunk.added[at] ?? 0) && line <= (hunk.added[at + 1] ?? 0)) return 'changed-line'
  }
  return 'same-hunk'
}

/** Of paths that only look alike, those whose line the diff shows come first. */
const rankOf = ({ sureness, isShown }: CodeLink) => (order.get(sureness) ?? 0) * 2 + (isShown ? 0 : 1)
