import { ArrowDown } from 'lucide-react'
import { Button } from '../../ui/controls/Button.tsx'
import { plural } from '../../ui/words/plural.ts'
import styles from './NewLinesButton.module.css'

/** What came while the log was read; nothing moves until it is pressed. */
export function NewLinesButton({ newRows, onShow }: { newRows: number; onShow: () => void }) {
  return (
    <div role="status" className={styles['place']}>
      {newRows > 0 && (
        <Button className={styles['button']} onClick={onShow}>
          <ArrowDown aria-hidden />
          {plural(newRows, 'new line')}
        </Button>
      )}
    </div>
  )
}
