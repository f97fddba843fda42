import { type Attempt } from '../../../shared/spec.ts'

type Numbered = Pick<Attempt, 'version'>

/** Versions of the two attempts to compare, the older one first: the two that are selected, else the chosen one with the one before it. */
export function chooseCompared(
  attempts: readonly Numbered[],
  chosen: Numbered | undefined,
  selected: readonly Numbered[],
): { first: number; second: number } | undefined {
  const versions = attempts.map(({ version }) => version).toSorted((a, b) => a - b)
  const [one, other] = selected.map(({ version }) => version).toSorted((a, b) => a - b)
  if (one !== undefined && other !== undefined && selected.length === 2) return { first: one, second: other }
  const second = one ?? chosen?.version
  if (second === undefined || selected.length > 2) return undefined
  const before = versions.findLast((version) => version < second)
  const after = versions.find((version) => version > second)
  if (before !== undefined) return { first: before, second }
  return after === undefined ? undefined : { first: second, second: after }
}
