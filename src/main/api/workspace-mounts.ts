// Which folders of this machine keep which files of a scope. They lie with the user, not in the store: a store from elsewhere must not open
// folders here.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { VitrineError } from '../../shared/errors.ts'
import { type WorkspaceMount, workspaceMountSchema } from '../../shared/workspace.ts'

const mountsFile = () => join(process.env['VITRINE_HOME'] ?? join(homedir(), '.vitrine'), 'workspaces.json')
/** Mounts by the store's URI. */
const fileSchema = z.record(z.string(), z.array(workspaceMountSchema))

export async function listMounts(storeUri: string): Promise<WorkspaceMount[]> {
  return (await readMounts())[storeUri] ?? []
}

/** In place of one for the same directory of the same scope. */
export async function putMount(storeUri: string, mount: WorkspaceMount): Promise<void> {
  const all = await readMounts()
  await writeMounts({ ...all, [storeUri]: [...(all[storeUri] ?? []).filter((other) => !isSame(other, mount)), mount] })
}

export async function dropMount(storeUri: string, mount: Pick<WorkspaceMount, 'scopeKey' | 'baseDirectory'>): Promise<void> {
  const all = await readMounts()
  await writeMounts({ ...all, [storeUri]: (all[storeUri] ?? []).filter((other) => !isSame(other, mount)) })
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

async function writeMounts(mounts: z.infer<typeof fileSchema>): Promise<void> {
  const path = mountsFile()
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.${process.pid}`, JSON.stringify(mounts, undefined, 1), { mode: 0o600 })
  await rename(`${path}.${process.pid}`, path)
}
