import { t } from '../../shared/language/translate.ts'
import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import buttonStyles from './controls/Button.module.css'
import styles from './Frame.module.css'

interface FrameProps {
  title: string
  onClose: () => void
  children: ReactNode
  /** Buttons at the lower right. */
  foot?: ReactNode
  isWide?: boolean
  /** As large as the window lets it be. */
  isFull?: boolean
}

/** A modal dialog with a title, shown as long as it is rendered. */
export function Frame({ title, onClose, children, foot, isWide = false, isFull = false }: FrameProps) {
  const popup = useRef<HTMLDivElement>(null)
  const firstField = () => popup.current?.querySelector<HTMLElement>('input, select') ?? popup.current
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['backdrop']} />
        <Dialog.Popup
          ref={popup}
          initialFocus={firstField}
          className={[styles['popup'], isWide ? styles['wide'] : '', isFull ? styles['full'] : ''].join(' ')}
        >
          <div className={styles['head']}>
            <Dialog.Title className={styles['title']}>{title}</Dialog.Title>
            {/* Without a hint, which would take the first Escape for itself. */}
            <Dialog.Close aria-label={t('Close')} className={[buttonStyles['button'], buttonStyles['icon']].join(' ')}>
              <X />
            </Dialog.Close>
          </div>
          <div className={styles['body']}>{children}</div>
          {foot !== undefined && <div className={styles['foot']}>{foot}</div>}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
