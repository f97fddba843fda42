// What the window asks of the files of a scope.
import { type AgentFile } from '../../shared/agent-file.ts'
import { type FileContent, longestEditableBytes } from '../../shared/workspace.ts'
import { type FileWords } from '../ports/files/file-node.ts'
import { valueOf } from '../ports/port-result.ts'
import { type Workspaces } from './workspaces.ts'

interface FilePlace {
  scopeKey: string
  path: string
}

export function createFileCalls({ files }: Workspaces) {
  return {
    get: async ({ scopeKey, path }: FilePlace): Promise<AgentFile> => valueOf(await (await files(scopeKey)).getEntry(path)),
    read: async ({ scopeKey, path }: FilePlace): Promise<{ file: AgentFile; content: FileContent }> => {
      const scope = await files(scopeKey)
      const before = valueOf(await scope.getEntry(path))
      if (before.sizeBytes > longestEditableBytes) return { file: before, content: { is: 'too-large', limitBytes: longestEditableBytes } }
      // Bytes first: only they tell whether it is text.
      const bytes = valueOf(await scope.readBytes(path))
      const file = valueOf(await scope.getEntry(path))
      return { file, content: file.encoding === 'binary' ? { is: 'binary' } : { is: 'text', text: Buffer.from(bytes).toString('utf8') } }
    },
    write: async ({ scopeKey, path, text, ifChecksum }: FilePlace & { text: string; ifChecksum?: string | null | undefined }) =>
      valueOf(await (await files(scopeKey)).writeFile(path, text, { ifChecksum })),
    makeDirectory: async ({ scopeKey, path }: FilePlace) => valueOf(await (await files(scopeKey)).createDirectory(path)),
    describe: async ({ scopeKey, path, ...words }: FilePlace & FileWords) =>
      valueOf(await (await files(scopeKey)).updateEntry(path, words)),
    move: async ({ scopeKey, from, to }: { scopeKey: string; from: string; to: string }) =>
      valueOf(await (await files(scopeKey)).moveFile(from, to)),
    delete: async ({ scopeKey, path, recursive }: FilePlace & { recursive: boolean }) =>
      valueOf(await (await files(scopeKey)).deleteFile(path, { recursive })),
    flush: async ({ scopeKey }: { scopeKey: string }) => valueOf(await (await files(scopeKey)).flushAll()),
  }
}
