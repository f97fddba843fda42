import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type ReactNode } from 'react'
import styles from './Frame.module.css'
import { IconButton } from './IconButton.tsx'

interface FrameProps {
  title: string
  onClose: () => void
  children: ReactNode
  /** Buttons at the lower right. */
  foot?: ReactNode
  isWide?: boolean
}

/** A modal dialog with a title, shown as long as it is rendered. */
export function Frame({ title, onClose, children, foot, isWide = false }: FrameProps) {
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['backdrop']} />
        <Dialog.Popup className={[styles['popup'], isWide ? styles['wide'] : ''].join(' ')}>
          <div className={styles['head']}>
            <Dialog.Title className={styles['title']}>{title}</Dialog.Title>
            <Dialog.Close
              render={
                <IconButton label="Close">
                  <X />
                </IconButton>
              }
            />
          </div>
          <div className={styles['body']}>{children}</div>
          {foot !== undefined && <div className={styles['foot']}>{foot}</div>}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
