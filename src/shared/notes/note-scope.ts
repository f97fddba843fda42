// The scope of agent files in which a task's notes are kept: each note is a file of it.

const prefix = 'notes:'

/** The scope of a task; names of any text make scopes of their own. */
export function noteScope({ specName, taskId }: { specName: string; taskId: string }): string {
  return `${prefix}${encodeURIComponent(specName.toWellFormed())}/${encodeURIComponent(taskId.toWellFormed())}`
}

/** The task whose notes a scope holds; undefined for any other scope. */
export function parseNoteScope(scopeKey: string): { specName: string; taskId: string } | undefined {
  if (!scopeKey.startsWith(prefix)) return undefined
  const parts = scopeKey.slice(prefix.length).split('/')
  const [specName, taskId] = parts
  if (parts.length !== 2 || specName === undefined || taskId === undefined) return undefined
  try {
    return { specName: decodeURIComponent(specName), taskId: decodeURIComponent(taskId) }
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}
