// An artifact's facts in the few words a list has room for.
import { type Facts, type TestFacts } from '../../../shared/facts.ts'
import { formatCount, plural } from '../../ui/plural.ts'
import { testWords } from '../task/test-words.ts'

export interface FactsWords {
  words: string
  tone: 'plain' | 'failed' | 'warning'
}

const plain = (words: string): FactsWords => ({ words, tone: 'plain' })

function passedWords({ total, passed, skipped }: TestFacts): string {
  if (passed === null || skipped === null || skipped === 0) return `${formatCount(passed ?? total ?? 0)} passed`
  return `${formatCount(passed)} passed, ${formatCount(skipped)} skipped`
}

export function factsWords(facts: Facts | null): FactsWords {
  if (facts === null) return plain('reading…')
  switch (facts.type) {
    case 'diff':
      if (facts.files === 0) return { words: 'no changes in it', tone: 'warning' }
      return plain(`+${formatCount(facts.insertions)} −${formatCount(facts.deletions)} in ${plural(facts.files, 'file')}`)
    case 'test': {
      if (facts.format === 'unknown') return { words: 'no known report format', tone: 'warning' }
      const { outcome, whole } = testWords(facts)
      if (outcome === 'passed') return plain(passedWords(facts))
      return { words: whole, tone: outcome === 'failed' ? 'failed' : outcome === 'none-ran' ? 'warning' : 'plain' }
    }
    case 'log': {
      const lines = plural(facts.lines, 'line')
      return facts.errors === 0 ? plain(lines) : { words: `${plural(facts.errors, 'error')} in ${lines}`, tone: 'failed' }
    }
    case 'file':
      if (facts.content === 'text' && facts.lines !== null) return plain(plural(facts.lines, 'line'))
      return plain(facts.content)
  }
}
