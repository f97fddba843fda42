// An agent file system over storage that tests can break, and what they ask of it.
import { afterEach, beforeEach, vi } from 'vitest'
import { type FileEvent, type SaveState } from '../../../shared/agent-file.ts'
import { valueOf } from '../port-result.ts'
import { type AgentFileSystem, type AgentFileSystemOptions, openAgentFileSystem } from './agent-file-system.ts'
import { createTestStorage, type TestStorage } from './storage-fixture.ts'

export let storage: TestStorage
export let files: AgentFileSystem
export let events: FileEvent[]

export const open = async (options: Partial<AgentFileSystemOptions> = {}) => {
  files = await openAgentFileSystem({
    scopeKey: 'agent:1',
    roots: [{ default: true, persistence: storage.persistence }],
    ...options,
  })
  events = []
  files.watch((event) => events.push(event))
  storage.calls.length = 0
  return files
}
export const reopen = async () => {
  valueOf(await files.close())
  return open()
}
/** Opens a file system for each test of a file, on fake timers. */
export function openForEachTest(): void {
  beforeEach(async () => {
    vi.useFakeTimers()
    storage = createTestStorage()
    await open()
  })
  afterEach(async () => {
    storage.isBroken = () => false
    await files.close()
    vi.useRealTimers()
  })
}

/** What is opened next keeps its files there. */
export const useStorage = (next: TestStorage) => {
  storage = next
}
export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
export const write = async (path: string, content: string | Uint8Array, words = {}) => valueOf(await files.writeFile(path, content, words))
export const read = async (path: string) => valueOf(await files.readFile(path))
export const entry = async (path: string) => valueOf(await files.getEntry(path))
export const saveOf = async (path: string): Promise<SaveState> => (await entry(path)).save
export const writesOf = (path: string) => storage.calls.filter((call) => call === `write ${path}`).length
export const refused = (code: string) => ({ ok: false, error: { code } })
export const breakAll = (verb = '') => {
  storage.isBroken = (called) => verb === '' || called === verb
}
export const repair = () => {
  storage.isBroken = () => false
}
