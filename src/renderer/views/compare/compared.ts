// What of two attempts is compared: the section, and the artifacts of it.
import { t } from '../../../shared/language/translate.ts'
import { type Artifact } from '../../../shared/artifact-list.ts'
import { type ArtifactPair, type BothSides, pairArtifacts, pairsOfType, testPairs } from '../../../shared/comparison/artifact-pairs.ts'
import { type Attempt } from '../../../shared/spec.ts'
import { type CompareDestination, type CompareSection } from '../../state/comparison/compare-route.ts'

export interface Candidates {
  first: Artifact[]
  second: Artifact[]
  /** Those that belong together. */
  pair: BothSides | undefined
}

export interface Compared {
  first: Attempt
  second: Attempt
  pairs: ArtifactPair[]
  candidates: Record<Exclude<CompareSection, 'artifacts'>, Candidates>
}

const hasTests = ({ record, facts }: Artifact) => record.type === 'test' || (facts?.type === 'log' && facts.test !== null)

export function compareAttempts(first: Attempt, second: Attempt): Compared {
  const pairs = pairArtifacts(first.artifacts, second.artifacts)
  const candidates = (isCandidate: (artifact: Artifact) => boolean, pair: BothSides | undefined): Candidates => ({
    first: first.artifacts.filter(isCandidate),
    second: second.artifacts.filter(isCandidate),
    pair,
  })
  const ofType = (type: 'diff' | 'log') => {
    const found = candidates(({ record }) => record.type === type, pairsOfType(pairs, type)[0])
    const [one, other] = [found.first[0], found.second[0]]
    return found.pair === undefined && one !== undefined && other !== undefined ? { ...found, pair: { first: one, second: other } } : found
  }
  return {
    first,
    second,
    pairs,
    candidates: {
      tests: candidates(hasTests, testPairs(first.artifacts, second.artifacts)[0]),
      diff: ofType('diff'),
      log: ofType('log'),
    },
  }
}

/** The section that is asked for, else the one that tells most. */
export function chooseSection({ candidates }: Compared, asked: CompareSection | undefined): CompareSection {
  const telling = (['tests', 'diff', 'log'] as const).find((section) => candidates[section].pair !== undefined)
  return asked ?? telling ?? 'artifacts'
}

/** The two artifacts that are asked for by name, each else the one that belongs there. */
export function choosePair({ first, second, pair }: Candidates, to: CompareDestination): BothSides | undefined {
  const one = first.find(({ record }) => record.name === to.firstName) ?? pair?.first ?? first[0]
  const other = second.find(({ record }) => record.name === to.secondName) ?? pair?.second ?? second[0]
  return one === undefined || other === undefined ? undefined : { first: one, second: other }
}

/** How an attempt is called: by its number, and whose it is. */
export function attemptWords({ version, agent }: Attempt): string {
  return `${t('Attempt {version}', { version })}${agent === null ? '' : ` · ${agent}`}`
}
