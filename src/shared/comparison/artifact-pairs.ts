// Which artifacts of one attempt belong to which of another.
import { type Artifact } from '../artifact-list.ts'
import { type ArtifactType, artifactTypes } from '../artifact.ts'
import { type TestFacts } from '../facts.ts'

/** An artifact of two attempts, or of only one. */
export interface ArtifactPair {
  type: ArtifactType
  first: Artifact | undefined
  second: Artifact | undefined
  /** `same`: the same bytes. */
  change: 'only-first' | 'only-second' | 'same' | 'changed'
}

/** An artifact of each of two attempts. */
export interface BothSides {
  first: Artifact
  second: Artifact
}

const isBoth = (pair: ArtifactPair): pair is ArtifactPair & BothSides => pair.first !== undefined && pair.second !== undefined
const pairOf = (first: Artifact, second: Artifact): ArtifactPair => ({
  type: second.record.type,
  first,
  second,
  change: first.record.checksum === second.record.checksum ? 'same' : 'changed',
})

/**
 * Pairs by type and name. Diffs, logs and test reports go by many names: of those left over, logs that print tests of the same kind
 * belong together, and the only one of a type on either side belongs to the other. Ordered by type, then as the second attempt has them.
 */
export function pairArtifacts(first: readonly Artifact[], second: readonly Artifact[]): ArtifactPair[] {
  return artifactTypes.flatMap((type) => {
    const mine = first.filter(({ record }) => record.type === type)
    const theirs = second.filter(({ record }) => record.type === type)
    const pairs: ArtifactPair[] = []
    const take = (isPartner: (one: Artifact, other: Artifact) => boolean) => {
      for (const other of theirs.slice()) {
        const one = mine.find((candidate) => isPartner(candidate, other))
        if (one === undefined) continue
        mine.splice(mine.indexOf(one), 1)
        theirs.splice(theirs.indexOf(other), 1)
        pairs.push(pairOf(one, other))
      }
    }
    take((one, other) => one.record.name === other.record.name)
    if (type !== 'file') {
      take((one, other) => testsOf(one) !== undefined && testsOf(one)?.format === testsOf(other)?.format)
      if (mine.length === 1 && theirs.length === 1) take(() => true)
    }
    return [
      ...pairs,
      ...theirs.map((other): ArtifactPair => ({ type, first: undefined, second: other, change: 'only-second' })),
      ...mine.map((one): ArtifactPair => ({ type, first: one, second: undefined, change: 'only-first' })),
    ]
  })
}

/** Of a type, the artifacts that both attempts have. */
export function pairsOfType(pairs: readonly ArtifactPair[], type: ArtifactType): BothSides[] {
  return pairs.filter((pair) => pair.type === type).filter(isBoth)
}

function testsOf({ facts }: Artifact): TestFacts | undefined {
  if (facts?.type === 'test') return facts
  return facts?.type === 'log' && facts.test !== null ? facts.test : undefined
}

/**
 * The artifacts whose tests can be compared, the best first: reports that belong together, then logs that print tests, then whatever
 * of one attempt is most like something of the other. Reports of one kind name tests alike, so they are better than a report and a log.
 */
export function testPairs(first: readonly Artifact[], second: readonly Artifact[]): BothSides[] {
  const pairs = pairArtifacts(first, second)
  const logs = pairsOfType(pairs, 'log').filter((pair) => testsOf(pair.first) !== undefined && testsOf(pair.second) !== undefined)
  const known = [...pairsOfType(pairs, 'test'), ...logs]
  if (known.length > 0) return known.toSorted((a, b) => likeness(b) - likeness(a))
  const hasTests = (artifact: Artifact) => artifact.record.type === 'test' || testsOf(artifact) !== undefined
  const all = first.filter(hasTests).flatMap((one) => second.filter(hasTests).map((other) => ({ first: one, second: other })))
  return all.toSorted((a, b) => likeness(b) - likeness(a)).slice(0, 1)
}

function likeness({ first, second }: BothSides): number {
  const [one, other] = [testsOf(first), testsOf(second)]
  const isSameFormat = one !== undefined && one.format === other?.format && one.format !== 'unknown'
  const isKnown = one !== undefined && other !== undefined && one.total !== null && other.total !== null
  const isReport = first.record.type === 'test' && second.record.type === 'test'
  return (isSameFormat ? 4 : 0) + (isKnown ? 2 : 0) + (isReport ? 1 : 0)
}
