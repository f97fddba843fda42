// What the app is asked to open by words of a command line, or by the system: links, files and folders.
import { statSync } from 'node:fs'
import { extname, resolve } from 'node:path'
import { isDeepLink, parseDeepLink } from './deep-link.ts'

export type Opening =
  | { open: 'address'; address: string }
  | { open: 'files'; paths: string[] }
  /** A folder is a store. */
  | { open: 'store'; path: string }

/** The kinds of files that the system hands to Vitrine. */
const openedExtensions = ['.diff', '.patch', '.xml', '.log']

/** Words with a value of their own; what follows them is no file. */
const valued = new Set(['--store', '--config'])

/**
 * What the words of a command line ask for, without the program itself. Chromium puts words of its own in; what is no link, no file of ours
 * and no folder asks for nothing.
 */
export function parseOpenings(words: readonly string[], workingDirectory: string): Opening[] {
  const openings: Opening[] = []
  const files: string[] = []
  for (const [index, word] of words.entries()) {
    if (word.startsWith('-') || valued.has(words[index - 1] ?? '')) continue
    if (isDeepLink(word)) {
      const address = parseDeepLink(word)
      if (address !== undefined) openings.push({ open: 'address', address })
      continue
    }
    const path = resolve(workingDirectory, word)
    const kind = kindOf(path)
    if (kind === 'folder') openings.push({ open: 'store', path })
    else if (kind === 'file') files.push(path)
  }
  return files.length === 0 ? openings : [...openings, { open: 'files', paths: files }]
}

/** What to open for a path that the system handed over; nothing for what is none of ours. */
export function openingOfPath(path: string): Opening | undefined {
  const kind = kindOf(path)
  if (kind === 'folder') return { open: 'store', path }
  return kind === 'file' ? { open: 'files', paths: [path] } : undefined
}

function kindOf(path: string): 'file' | 'folder' | undefined {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats?.isDirectory() === true) return 'folder'
  return stats?.isFile() === true && openedExtensions.includes(extname(path).toLowerCase()) ? 'file' : undefined
}
