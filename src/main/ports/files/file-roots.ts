// Which root keeps which path: the most specific base directory, else the default root, else none.
import { VitrineError } from '../../../shared/errors.ts'
import { checkPath, isBelow } from './file-path.ts'
import { type FilePersistence, type StorageOptions } from './file-persistence.ts'

/** How the files below one directory are kept. */
export interface FileRootOptions {
  /** Without slashes at its ends, e.g. `user_files`. Not needed for the default root. */
  baseDirectory?: string
  persistence: FilePersistence
  /** How long nothing must change before an edit is saved; default 5,000. */
  debounceMs?: number
  readonly?: boolean
  /** Takes what no other root does. */
  default?: boolean
  /** Handed to the persistence with every call. */
  storageOptions?: Record<string, unknown>
}

export interface FileRoot {
  /** Undefined for the default root. */
  baseDirectory: string | undefined
  persistence: FilePersistence
  debounceMs: number
  isReadonly: boolean
  options: StorageOptions
  /** Why its files are not known; undefined once they are listed. */
  problem: string | undefined
}

const defaultDebounceMs = 5000

/** @throws request.invalid for options that make no sense */
export function createRoot(given: FileRootOptions, scopeKey: string): FileRoot {
  const isDefault = given.default === true
  const { debounceMs = defaultDebounceMs } = given
  if (!Number.isFinite(debounceMs) || debounceMs < 0) throw new VitrineError('request.invalid', { reason: 'debounceMs is not from 0' })
  if (!isDefault && given.baseDirectory === undefined) throw new VitrineError('request.invalid', { reason: 'a root needs a baseDirectory' })
  const baseDirectory = isDefault ? undefined : given.baseDirectory
  if (baseDirectory !== undefined) checkPath(`/${baseDirectory}`)
  return {
    baseDirectory,
    persistence: given.persistence,
    debounceMs,
    isReadonly: given.readonly ?? false,
    options: { ...given.storageOptions, scopeKey, ...(baseDirectory === undefined ? {} : { baseDirectory }) },
    problem: 'its files are not listed yet',
  }
}

export interface FileRoots {
  all: () => readonly FileRoot[]
  /** @throws request.invalid when a root for that directory is there */
  add: (root: FileRoot) => void
  remove: (root: FileRoot) => void
  /** The root that keeps a path; undefined for what lives in memory only. */
  rootOf: (path: string) => FileRoot | undefined
  /** True where a root begins, and above. */
  isAtOrAboveBase: (path: string) => boolean
}

export function createRoots(): FileRoots {
  let roots: FileRoot[] = []
  const depth = ({ baseDirectory }: FileRoot) => (baseDirectory === undefined ? 0 : baseDirectory.split('/').length)
  return {
    all: () => roots,
    add: (root) => {
      if (roots.some(({ baseDirectory }) => baseDirectory === root.baseDirectory))
        throw new VitrineError('request.invalid', { reason: `there is a root for ${root.baseDirectory ?? 'everything else'} already` })
      roots = [...roots, root].toSorted((a, b) => depth(b) - depth(a))
    },
    remove: (root) => {
      roots = roots.filter((other) => other !== root)
    },
    rootOf: (path) =>
      roots.find(({ baseDirectory }) => baseDirectory === undefined || path === `/${baseDirectory}` || isBelow(path, `/${baseDirectory}`)),
    isAtOrAboveBase: (path) =>
      roots.some(
        ({ baseDirectory }) => baseDirectory !== undefined && (path === `/${baseDirectory}` || isBelow(`/${baseDirectory}`, path)),
      ),
  }
}
