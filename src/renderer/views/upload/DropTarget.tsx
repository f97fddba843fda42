import { t } from '../../../shared/language/translate.ts'
import { useEffect, useState } from 'react'
import { pickFiles } from '../../state/dialog.ts'
import { sayFailure } from '../../ui/notices/toasts.ts'
import styles from './DropTarget.module.css'
import { readDropped, readFileList } from './dropped-files.ts'
import { pastedName } from './upload-draft.ts'

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea'))
}

function takePaste(event: ClipboardEvent): void {
  if (event.clipboardData === null) return
  if (event.clipboardData.files.length > 0) {
    event.preventDefault()
    pickFiles(readFileList(event.clipboardData.files))
    return
  }
  const text = event.clipboardData.getData('text/plain')
  if (text === '' || isTextField(event.target)) return
  pickFiles([{ path: pastedName(text), bytes: new Blob([text]) }])
}

/** Takes files that are dropped or pasted anywhere in the window. */
export function DropTarget() {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    // Enter and leave come for every element on the way; only the balance tells whether the window was left.
    let depth = 0
    const count = (change: number) => (event: DragEvent) => {
      if (!hasFiles(event)) return
      depth = Math.max(0, depth + change)
      setOver(depth > 0)
    }
    const enter = count(1)
    const leave = count(-1)
    const over = (event: DragEvent) => hasFiles(event) && event.preventDefault()
    const drop = (event: DragEvent) => {
      depth = 0
      setOver(false)
      if (!hasFiles(event) || event.dataTransfer === null) return
      event.preventDefault()
      readDropped(event.dataTransfer).then(pickFiles, (error: unknown) => sayFailure(error))
    }
    const listeners = new AbortController()
    const { signal } = listeners
    window.addEventListener('dragenter', enter, { signal })
    window.addEventListener('dragleave', leave, { signal })
    window.addEventListener('dragover', over, { signal })
    window.addEventListener('drop', drop, { signal })
    window.addEventListener('paste', takePaste, { signal })
    return () => listeners.abort()
  }, [])
  return isOver ? <div className={styles['overlay']}>{t('Drop to upload')}</div> : null
}
