// Which folders of this machine keep which files of a scope. They lie with the user, not in the store: a store from elsewhere must not open
// folders here.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { VitrineError } from '../../shared/errors.ts'
import { type WorkspaceMount, workspaceMountSchema } from '../../shared/workspace.ts'
import { userFolder } from '../user-folder.ts'
import { writeUserFile } from './user-file.ts'

const mountsFile = () => join(userFolder(), 'workspaces.json')
/** Mounts by the store's URI. */
const fileSchema = z.record(z.string(), z.array(workspaceMountSchema))

export async function listMounts(storeUri: string): Promise<WorkspaceMount[]> {
  return (await readMounts())[storeUri] ?? []
}

/** In place of one for the same directory of the same scope. */
export async function putMount(storeUri: string, mount: WorkspaceMount): Promise<void> {
  await changeMounts(storeUri, (mounts) => [...mounts.filter((other) => !isSame(other, mount)), mount])
}

export async function dropMount(storeUri: string, mount: Pick<WorkspaceMount, 'scopeKey' | 'baseDirectory'>): Promise<void> {
  await changeMounts(storeUri, (mounts) => mounts.filter((other) => !isSame(other, mount)))
}

type Key = Pick<WorkspaceMount, 'scopeKey' | 'baseDirectory'>
const isSame = (a: Key, b: Key) => a.scopeKey === b.scopeKey && a.baseDirectory === b.baseDirectory

/** @throws path.unreadable for a list that is there and is none: writing would lose it */
async function readMounts(): Promise<z.infer<typeof fileSchema>> {
  const path = mountsFile()
  try {
    return fileSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    throw new VitrineError('path.unreadable', { path, reason: 'it is no list of workspaces' }, { cause: error })
  }
}

let changing: Promise<unknown> = Promise.resolve()

/** One change after the other, so that windows do not undo each other's. */
function changeMounts(storeUri: string, change: (mounts: readonly WorkspaceMount[]) => WorkspaceMount[]): Promise<void> {
  const makeChange = async () => {
    const all = await readMounts()
    await writeUserFile(mountsFile(), { ...all, [storeUri]: change(all[storeUri] ?? []) })
  }
  const turn = changing.then(makeChange)
  changing = turn.catch(() => undefined)
  return turn
}
