import { t } from '../../../../shared/language/translate.ts'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useId, useState } from 'react'
import { plural } from '../../../ui/words/plural.ts'
import { type FailingAwaited, type FailingTests } from '../model/failing-tests.ts'
import styles from './FailingList.module.css'

const shownTests = 200

/** The attempt's failing tests that lead into this diff. Its line is there from the beginning, so that the diff stays where it is. */
export function FailingList({ failing }: { failing: FailingTests | FailingAwaited }) {
  if (failing === 'awaited') return <p className={styles['none']}>{t('Looking where the failing tests lead…')}</p>
  if (failing.count === 0) return <p className={styles['none']}>{t('No failing test leads into this diff')}</p>
  return <Found failing={failing} />
}

/** Folded until they are asked for. */
function Found({ failing: { tests, count } }: { failing: FailingTests }) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const Chevron = isOpen ? ChevronDown : ChevronRight
  return (
    <section aria-label={t('Failing tests that lead into this diff')} className={styles['list']}>
      <button type="button" aria-expanded={isOpen} aria-controls={id} className={styles['head']} onClick={() => setOpen(!isOpen)}>
        <Chevron aria-hidden />
        {t('{tests} into this diff', { tests: plural(count, 'failing test leads', 'failing tests lead') })}
      </button>
      <ul id={id} hidden={!isOpen} className={styles['rows']}>
        {isOpen &&
          tests.slice(0, shownTests).map(({ href, lineHref, name, whole, path, line, sureness }) => (
            <li key={`${href}\n${lineHref}`} className={styles['row']}>
              <a href={href} title={whole} className={styles['test']}>
                ✕ {name}
              </a>
              <a href={lineHref} className={styles['place']} title={`${path}${line === undefined ? '' : `:${line}`}`}>
                {path}
                {line === undefined ? '' : `:${line}`}
              </a>
              <span className={styles['sureness']} title={sureness.long}>
                {sureness.short}
              </span>
            </li>
          ))}
        {isOpen && tests.length > shownTests && (
          <li className={styles['more']}>{t('… and {count} more', { count: tests.length - shownTests })}</li>
        )}
      </ul>
    </section>
  )
}
