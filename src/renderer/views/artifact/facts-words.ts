// An artifact's facts in the few words a list has room for.
import { sayReason } from '../../../shared/language/say-reason.ts'
import { t } from '../../../shared/language/translate.ts'
import { type Facts, type TestFacts } from '../../../shared/facts.ts'
import { formatCount, plural } from '../../ui/words/plural.ts'
import { testWords } from '../task/test-words.ts'

export interface FactsWords {
  words: string
  tone: 'plain' | 'failed' | 'warning'
}

const contentWords = { image: t('image'), text: t('text'), binary: t('binary'), empty: t('empty') }

const plain = (words: string): FactsWords => ({ words, tone: 'plain' })

function passedWords({ total, passed, skipped }: TestFacts): string {
  if (passed === null || skipped === null || skipped === 0) return t('{passed} passed', { passed: formatCount(passed ?? total ?? 0) })
  return t('{passed} passed, {skipped} skipped', { passed: formatCount(passed), skipped: formatCount(skipped) })
}

/** `unread` is why the content could not be read, as the store says it. */
export function factsWords(facts: Facts | null, unread?: string): FactsWords {
  if (facts === null)
    return unread === undefined
      ? plain(t('reading…'))
      : { words: t('cannot be read: {reason}', { reason: sayReason(unread) }), tone: 'warning' }
  switch (facts.type) {
    case 'diff':
      if (facts.files === 0) return { words: t('no changes in it'), tone: 'warning' }
      return plain(
        t('+{insertions} −{deletions} in {files}', {
          insertions: formatCount(facts.insertions),
          deletions: formatCount(facts.deletions),
          files: plural(facts.files, 'file'),
        }),
      )
    case 'test': {
      if (facts.format === 'unknown') return { words: t('no known report format'), tone: 'warning' }
      const { outcome, whole } = testWords(facts)
      if (outcome === 'passed') return plain(passedWords(facts))
      return { words: whole, tone: outcome === 'failed' ? 'failed' : outcome === 'none-ran' ? 'warning' : 'plain' }
    }
    case 'log': {
      const lines = plural(facts.lines, 'line')
      return facts.errors === 0
        ? plain(lines)
        : { words: t('{errors} in {lines}', { errors: plural(facts.errors, 'error'), lines }), tone: 'failed' }
    }
    case 'file':
      if (facts.content === 'text' && facts.lines !== null) return plain(plural(facts.lines, 'line'))
      return plain(contentWords[facts.content])
  }
}
