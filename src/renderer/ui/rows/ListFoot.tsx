import { type ReactNode } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { Button } from '../controls/Button.tsx'
import styles from './ListFoot.module.css'

interface ListFootProps {
  /** How far the list was read. */
  children?: ReactNode
  /** Absent when all is there. */
  showMore: (() => void) | undefined
  isLoadingMore: boolean
  /** On the button, instead of the usual ones. */
  moreWords?: string
}

/** Stands below a list as far as it was read, and reads on when asked. */
export function ListFoot({ children, showMore, isLoadingMore, moreWords = t('Show more') }: ListFootProps) {
  if (children === undefined && showMore === undefined) return null
  return (
    <p role="status" className={styles['foot']}>
      {children}
      {showMore !== undefined && (
        <Button disabled={isLoadingMore} onClick={showMore}>
          {isLoadingMore ? t('Loading…') : moreWords}
        </Button>
      )}
    </p>
  )
}
