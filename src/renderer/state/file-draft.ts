// The text of one open file: what is typed goes to main after a short pause, and main saves it.
import { useCallback, useEffect, useRef, useState } from 'react'
import { type AgentFile } from '../../shared/agent-file.ts'
import { toVitrineError, type VitrineError } from '../../shared/errors.ts'
import { type Loadable } from '../../shared/loadable.ts'
import { type FileContent } from '../../shared/workspace.ts'
import { type FileActions } from './workspace.ts'

/** `unsent`: typed here and not yet with main. `refused`: main would not take it, and it is only here. */
export type Sending = { is: 'sent' } | { is: 'unsent' } | { is: 'refused'; error: VitrineError }

export interface FileDraft {
  content: Loadable<FileContent>
  text: string
  sending: Sending
  onText: (text: string) => void
  /** Hands over what is unsent now. */
  send: () => Promise<void>
  /** When somebody else wrote the file meanwhile: whose text stays. */
  settle: (whose: 'mine' | 'theirs') => Promise<void>
}

const pauseMs = 250

interface Refused {
  text: string
  known: string | null
  error: VitrineError
}

/** What main would not take is only in this window: it waits here for its file to be opened again. */
const refused = new Map<string, Refused>()

/** Give it the file's path as key: it is one file's draft from mount to unmount. */
export function useFileDraft(file: AgentFile, actions: FileActions): FileDraft {
  const { path, checksum } = file
  const draftKey = JSON.stringify([actions.scopeKey, path])
  const [left] = useState(() => refused.get(draftKey))
  const [content, setContent] = useState<FileContent | undefined>(left && { is: 'text', text: left.text })
  const [problem, setProblem] = useState<VitrineError>()
  const [text, setText] = useState(left?.text ?? '')
  const [sending, setSending] = useState<Sending>(left === undefined ? { is: 'sent' } : { is: 'refused', error: left.error })
  /** What main had last as far as this window knows. */
  const known = useRef<string | null>(left?.known ?? null)
  const unsent = useRef<string | undefined>(left?.text)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const queue = useRef(Promise.resolve())

  const read = useCallback(async () => {
    try {
      const { file, content } = await actions.read(path)
      // Typed meanwhile: that is newer.
      if (unsent.current !== undefined) return
      known.current = file.checksum
      if (content.is === 'text') setText(content.text)
      setContent(content)
      setProblem(undefined)
    } catch (error) {
      setProblem(toVitrineError(error))
    }
  }, [actions, path])

  const send = useCallback((): Promise<void> => {
    clearTimeout(timer.current)
    const before = queue.current
    const run = async () => {
      // One after the other, so that an older text never comes last.
      await before
      const sent = unsent.current
      if (sent === undefined) return
      try {
        const after = await actions.write(path, sent, known.current)
        known.current = after.checksum
        refused.delete(draftKey)
        if (unsent.current !== sent) return
        unsent.current = undefined
        setSending({ is: 'sent' })
      } catch (problem) {
        const error = toVitrineError(problem)
        refused.set(draftKey, { text: unsent.current ?? sent, known: known.current, error })
        setSending({ is: 'refused', error })
      }
    }
    queue.current = run()
    return queue.current
  }, [actions, path, draftKey])

  // Also when somebody else wrote the file; what is typed here stays.
  useEffect(() => {
    if (unsent.current === undefined && (known.current === null || known.current !== checksum)) void read()
  }, [read, checksum])
  useEffect(() => () => void send(), [send])
  // What main did not take is only here: leaving the page is asked about, and what is merely unsent is handed over.
  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => {
      if (unsent.current === undefined && refused.size === 0) return
      void send()
      event.preventDefault()
    }
    window.addEventListener('beforeunload', leave)
    return () => window.removeEventListener('beforeunload', leave)
  }, [send])

  const onText = (next: string) => {
    setText(next)
    unsent.current = next
    setSending({ is: 'unsent' })
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void send(), pauseMs)
  }
  const settle = async (whose: 'mine' | 'theirs') => {
    try {
      if (whose === 'mine') {
        known.current = (await actions.read(path)).file.checksum
        await send()
      } else {
        unsent.current = undefined
        refused.delete(draftKey)
        setSending({ is: 'sent' })
        await read()
      }
    } catch (error) {
      setSending({ is: 'refused', error: toVitrineError(error) })
    }
  }
  const loadable = (): Loadable<FileContent> => {
    if (content !== undefined) return { state: 'ready', value: content }
    return problem === undefined ? { state: 'loading' } : { state: 'failed', error: problem, retry: () => void read() }
  }
  return { content: loadable(), text, sending, onText, send, settle }
}
