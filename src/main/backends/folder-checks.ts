// The steps of a folder's connection test.
import { mkdir, open, readdir, rmdir, stat, unlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { VitrineError } from '../../shared/errors.ts'
import { type ConnectionChecks } from './connection-test.ts'
import { filesystemError, isErrno } from './filesystem-error.ts'
import { pathOfFileUri } from './folder-path.ts'

export function folderChecks(uri: string): ConnectionChecks {
  const root = resolve(pathOfFileUri(uri))
  // A folder that is not there yet is made by opening it, so then it is its parent that must allow that.
  let folder = root
  return {
    checks: [
      {
        steps: ['find'],
        run: async () => {
          folder = await findNearest(root, root)
          return folder === root ? null : `There is no such folder yet; opening the store makes it in ${folder}.`
        },
      },
      { steps: ['read'], run: () => tried(folder, 'read', async () => void (await readdir(folder))) },
      { steps: ['write'], run: () => tried(folder, 'write', () => writeAndDelete(folder)) },
    ],
    close: () => Promise.resolve(),
  }
}

async function findNearest(path: string, root: string): Promise<string> {
  try {
    if ((await stat(path)).isDirectory()) return path
  } catch (error) {
    const parent = dirname(path)
    if (isErrno(error, 'ENOENT') && parent !== path) return findNearest(parent, root)
    if (!isErrno(error, 'ENOTDIR')) throw filesystemError(error, path, 'read')
  }
  const reason = path === root ? 'it is a file, not a folder' : `${path} is a file, not a folder`
  throw new VitrineError('store.unreachable', { uri: `file://${root}`, reason })
}

async function tried(folder: string, operation: 'read' | 'write', work: () => Promise<void>): Promise<null> {
  try {
    await work()
    return null
  } catch (error) {
    throw filesystemError(error, folder, operation)
  }
}

/** Asking for rights is not enough: a disk may be read-only or full. */
async function writeAndDelete(folder: string): Promise<void> {
  const probe = join(folder, `.vitrine-probe-${crypto.randomUUID()}`)
  await mkdir(probe)
  const path = join(probe, 'probe')
  try {
    const file = await open(path, 'wx')
    try {
      await file.write('probe')
      await file.datasync()
    } finally {
      await file.close()
      await unlink(path)
    }
  } finally {
    await rmdir(probe)
  }
}
