// Paths below a root, and the promise that none leads out of it [S2]: not by `..`, and not by a symbolic link on the way.
import { closeSync, constants, fsync, lstatSync, openSync } from 'node:fs'
import { mkdir, realpath, rmdir } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { promisify } from 'node:util'
import { VitrineError } from '../../shared/errors.ts'

export interface RootedPaths {
  /** The path of a key, without a look at the disk. @throws name.invalid */
  pathOf: (key: string) => string
  /** The path of a key, whose folder may be absent. @throws name.invalid */
  existing: (key: string) => Promise<string>
  /** The path of a key, with its folder made when absent. @throws name.invalid */
  placeFor: (key: string) => Promise<string>
  /** Removes the folder of a key that is gone, when it is deep and was the last in it. */
  dropEmptyFolder: (key: string) => Promise<void>
}

/** Folders of tasks, and those right inside `.vitrine`, stay when they are empty. */
const keptFolderDepth = 2
/** Keys are made safe before, so this catches what was not. */
const unsafeSegment = sep === '\\' ? /^$|^\.{1,2}$|[\\:\0]/ : /^$|^\.{1,2}$|\0/

export const outsideRoot = (key: string) =>
  new VitrineError('name.invalid', { field: 'key', value: key.slice(0, 200), reason: "it leads outside the store's root" })

/** `root` must be a real path: absolute, without links. */
export function openRootedPaths(root: string): RootedPaths {
  const pathOf = (key: string): string => {
    if (key.split('/').some((segment) => unsafeSegment.test(segment))) throw outsideRoot(key)
    return join(root, key)
  }
  const checkReal = async (folder: string, key: string): Promise<void> => {
    const real = await realpath(folder)
    if (real !== root && !real.startsWith(root + sep)) throw outsideRoot(key)
  }
  /**
   * Says whether the folder of a key is there, and not elsewhere. Asked before every call, never remembered: a link may be planted at any
   * time. The few look-ups are answered from memory, so they are not worth a turn of the thread pool each.
   */
  const checkFolder = async (key: string): Promise<'there' | 'missing'> => {
    for (let end = key.indexOf('/'); end !== -1; end = key.indexOf('/', end + 1)) {
      const folder = join(root, key.slice(0, end))
      const found = lstatSync(folder, { throwIfNoEntry: false })
      if (found === undefined) return 'missing'
      // A link to another folder of the store leads nowhere else.
      if (found.isSymbolicLink()) await checkReal(folder, key)
    }
    return 'there'
  }
  /** Checks the nearest folder that is there before it makes any in it: making must not follow a link either. */
  const makeFolder = async (folder: string, key: string): Promise<void> => {
    const missing: string[] = []
    let nearest = folder
    for (; nearest !== root && !(await isThere(nearest)); nearest = dirname(nearest)) missing.push(nearest)
    await checkReal(nearest, key)
    await mkdir(folder, { recursive: true })
    // New folders are names too: they must survive what their contents survive.
    for (const made of missing) await flushFolder(dirname(made))
  }
  const beingMade = new Map<string, Promise<void>>()
  /** Those who need a folder that is being made wait until it is there for good. */
  const makeFolderOnce = (folder: string, key: string): Promise<void> => {
    const making = beingMade.get(folder) ?? makeFolder(folder, key).finally(() => beingMade.delete(folder))
    beingMade.set(folder, making)
    return making
  }

  return {
    pathOf,
    existing: async (key) => {
      const path = pathOf(key)
      await checkFolder(key)
      return path
    },
    placeFor: async (key) => {
      const path = pathOf(key)
      if ((await checkFolder(key)) === 'missing') await makeFolderOnce(dirname(path), key)
      return path
    },
    dropEmptyFolder: async (key) => {
      if (key.split('/').length <= keptFolderDepth + 1) return
      try {
        await rmdir(dirname(pathOf(key)))
      } catch (error) {
        // Others are in it, or another process was quicker: that it stays hurts nobody.
        if (!(error instanceof Error && 'syscall' in error)) throw error
      }
    },
  }
}

/** One look-up, answered from memory more often than not. */
export async function isThere(path: string): Promise<boolean> {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}

const flushInPool = promisify(fsync)

/** Makes the names in a folder survive a power cut. Windows cannot open folders for this, and does not need it: NTFS journals its names. */
export async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  // What was just written to is found in memory.
  const folder = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY)
  try {
    await flushInPool(folder)
  } finally {
    closeSync(folder)
  }
}
