import { t } from '../../../shared/language/translate.ts'
import { ArrowUp } from 'lucide-react'
import { type News, newsWords } from '../../state/task-news.ts'
import { Button } from '../../ui/controls/Button.tsx'
import styles from './TaskView.module.css'

/** What came while somebody was reading; nothing moves until it is asked for. */
export function NewsButton({ news, onShow }: { news: News; onShow: () => void }) {
  const words = newsWords(news)
  return (
    <div role="status">
      {words !== '' && (
        <Button className={styles['news']} onClick={onShow}>
          <ArrowUp aria-hidden />
          {t('{news} – show', { news: words })}
        </Button>
      )}
    </div>
  )
}
