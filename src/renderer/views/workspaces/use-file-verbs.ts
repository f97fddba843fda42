// What can be done with a scope's files beside typing in them; each says what it does while that takes long, and afterwards offers the way back.
import { type RefObject, useEffect, useRef } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { type Workspace } from '../../../shared/workspace.ts'
import { type FileActions } from '../../state/workspace.ts'
import { say, sayFailure, tellWhile } from '../../ui/notices/toasts.ts'
import { type PathQuestion } from './PathDialog.tsx'

interface FileScene {
  workspace: Workspace
  actions: FileActions
  /** Of the open file. */
  path: string | undefined
  open: (path: string | undefined) => void
  /** What is typed must be with main before its file moves or goes. */
  sendDraft: RefObject<(() => Promise<void>) | undefined>
}

/** All reject with a `VitrineError`. */
interface FileVerbs {
  move: (from: string, to: string) => Promise<void>
  remove: (path: string) => Promise<void>
  answer: (asked: PathQuestion, to: string) => Promise<void>
  mount: FileActions['mount']
  unmount: (baseDirectory: string) => Promise<void>
}

export function useFileVerbs({ workspace: { files: entries, roots }, actions, path, open, sendDraft }: FileScene): FileVerbs {
  // What was open when something began may not be any more when it ends.
  const latest = useRef({ path, open })
  useEffect(() => {
    latest.current = { path, open }
  })
  const moveNow = async (from: string, to: string) => {
    await sendDraft.current?.()
    await actions.move(from, to)
    const { path: opened, open: reopen } = latest.current
    if (opened !== undefined && (opened === from || opened.startsWith(`${from}/`))) reopen(to + opened.slice(from.length))
  }
  const move = async (from: string, to: string) => {
    await tellWhile(t('Moving {from} to {to}…', { from, to }), moveNow(from, to))
    const back = () => tellWhile(t('Moving {from} to {to}…', { from: to, to: from }), moveNow(to, from))
    say(t('Moved to {to}', { to }), () => void back().then(() => say(t('Moved to {to}', { to: from })), sayFailure))
  }
  const removeNow = async (gone: string, isFile: boolean) => {
    await sendDraft.current?.()
    const found = isFile ? await actions.read(gone) : undefined
    await actions.remove(gone)
    return found
  }
  const remove = async (gone: string) => {
    const entry = entries.find((candidate) => candidate.path === gone)
    if (entry === undefined) return
    const found = await tellWhile(t('Deleting {what}…', { what: gone }), removeNow(gone, entry.entryType === 'file'))
    if (latest.current.path === gone) latest.current.open(undefined)
    const words = { title: entry.title, tags: entry.tags }
    const putBack = async () => {
      if (found?.content.is === 'text') await actions.write(gone, found.content.text, null)
      else await actions.makeDirectory(gone)
      await actions.describe(gone, words)
    }
    const undo = () => tellWhile(t('Restoring {what}…', { what: gone }), putBack()).then(() => say(t('Restored {what}', { what: gone })))
    // What is no text comes back from the trash.
    if (found === undefined || found.content.is === 'text') say(t('Deleted {what}', { what: gone }), () => void undo().catch(sayFailure))
    else say(t('Deleted {gone}; it is in the trash', { gone }))
  }
  const answer = async (asked: PathQuestion, to: string) => {
    if (asked.verb === 'move') return move(asked.path, to)
    const making = asked.verb === 'directory' ? actions.makeDirectory(to) : actions.write(to, '', null)
    await tellWhile(t('Making {path}…', { path: to }), making)
    if (asked.verb === 'file') latest.current.open(to)
  }
  const mountNow: FileActions['mount'] = async (mounted) => {
    await sendDraft.current?.()
    await tellWhile(t('Mounting {folder}…', { folder: mounted.folder }), actions.mount(mounted))
  }
  const mount: FileActions['mount'] = async (mounted) => {
    await mountNow(mounted)
    say(t('Mounted {folder} as /{baseDirectory}', { folder: mounted.folder, baseDirectory: mounted.baseDirectory }))
  }
  const unmountNow = async (baseDirectory: string) => {
    await sendDraft.current?.()
    await actions.unmount(baseDirectory)
  }
  const unmount = async (baseDirectory: string) => {
    const root = roots.find((candidate) => candidate.baseDirectory === baseDirectory)
    await tellWhile(t('Unmounting /{baseDirectory}…', { baseDirectory }), unmountNow(baseDirectory))
    if (root === undefined || root.folder === null) return
    const { folder, isReadonly } = root
    const undo = () => void mount({ baseDirectory, folder, isReadonly }).catch(sayFailure)
    say(t('Unmounted /{baseDirectory}; the folder is as it was', { baseDirectory }), undo)
  }
  return { move, remove, answer, mount, unmount }
}
