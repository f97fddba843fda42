import { type ChangeEvent, type ReactNode } from 'react'
import buttonStyles from './Button.module.css'
import styles from './PickButton.module.css'

interface PickButtonProps {
  children: ReactNode
  onPick: (files: FileList) => void
  isMultiple?: boolean
  /** Picks a folder with all that is in it. */
  isFolder?: boolean
  accept?: string
  disabled?: boolean
}

/** A button that lets files be picked from the disk. */
export function PickButton({ children, onPick, isMultiple = false, isFolder = false, accept, disabled = false }: PickButtonProps) {
  const pick = ({ target }: ChangeEvent<HTMLInputElement>) => {
    if (target.files !== null && target.files.length > 0) onPick(target.files)
    // So that the same file can be picked again.
    target.value = ''
  }
  return (
    <label className={[buttonStyles['button'], styles['picker']].join(' ')}>
      {children}
      {/* React does not know the folder attribute's name in its types. */}
      <input
        type="file"
        multiple={isMultiple}
        {...(isFolder ? { webkitdirectory: '' } : {})}
        {...(accept === undefined ? {} : { accept })}
        disabled={disabled}
        onChange={pick}
      />
    </label>
  )
}
