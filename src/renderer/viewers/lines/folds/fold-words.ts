import { t } from '../../../../shared/language/translate.ts'
import { formatCount, plural } from '../../../ui/words/plural.ts'
import { type Fold } from './fold-choice.ts'

/** What stands at the end of a fold's first row: `× 412`, `3 lines × 41`, `412 lines, 2 errors`. */
export function foldWords(fold: Fold): string {
  switch (fold.kind) {
    case 'repeat': {
      const times = `× ${formatCount((fold.end - fold.head) / fold.unit)}`
      return fold.unit === 1 ? times : `${plural(fold.unit, 'line')} ${times}`
    }
    case 'group': {
      const lines = plural(fold.end - fold.firstHidden, 'line')
      return fold.errors === 0 ? lines : `${lines}, ${plural(fold.errors, 'error')}`
    }
  }
}

/** What pressing it does. */
export function foldAction(fold: Fold): string {
  const lines = plural(fold.end - fold.firstHidden, 'line')
  return fold.isFolded ? t('Unfold {lines}', { lines }) : t('Fold {lines}', { lines })
}
