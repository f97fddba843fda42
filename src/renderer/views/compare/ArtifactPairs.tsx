import { t } from '../../../shared/language/translate.ts'
import { useMemo, useState } from 'react'
import { formatBytes } from '../../../shared/bytes.ts'
import { type ArtifactPair } from '../../../shared/comparison/artifact-pairs.ts'
import { artifactDestination } from '../../state/artifacts.ts'
import { type CompareDestination } from '../../state/comparison/compare-route.ts'
import { useHref } from '../../state/navigation.ts'
import { type Destination } from '../../state/route.ts'
import { Badge } from '../../ui/Badge.tsx'
import { MiddleCut } from '../../ui/MiddleCut.tsx'
import { type Column, RowGrid } from '../../ui/rows/RowGrid.tsx'
import { TypeIcon } from '../artifact/TypeIcon.tsx'
import styles from './ArtifactPairs.module.css'
import { type Compared } from './compared.ts'

function changeWords({ change }: ArtifactPair, { first, second }: Compared): string {
  switch (change) {
    case 'same':
      return t('same bytes')
    case 'changed':
      return t('changed')
    case 'only-first':
      return t('only in {version}', { version: first.version })
    case 'only-second':
      return t('only in {version}', { version: second.version })
  }
}

const tones = { same: 'plain', changed: 'warning', 'only-first': 'failed', 'only-second': 'passed' } as const

const sizeOf = (artifact: ArtifactPair['first']) => (artifact === undefined ? '–' : formatBytes(artifact.record.originalSize))
const nameOf = ({ first, second }: ArtifactPair) =>
  [...new Set([first?.record.name, second?.record.name].filter((name) => name !== undefined))].join(' → ')

/** Where a pair leads: to its comparison, or to the artifact where there is nothing to compare. */
function destinationOf({ type, change, first, second }: ArtifactPair, { at, specName, taskId, ...to }: CompareDestination): Destination {
  const shown = second ?? first
  if (shown === undefined) return { at: 'task', specName, taskId }
  if (change !== 'changed' || type === 'file' || first === undefined || second === undefined) return artifactDestination(shown.record)
  const names = { firstName: first.record.name, secondName: second.record.name }
  return { at, specName, taskId, first: to.first, second: to.second, show: type === 'test' ? 'tests' : type, ...names }
}

function typeIcon({ first, second }: ArtifactPair) {
  const shown = second ?? first
  return shown === undefined ? null : <TypeIcon artifact={shown} />
}

function pairColumns(compared: Compared): Column<ArtifactPair>[] {
  return [
    { id: 'name', header: t('Artifact'), cell: (pair) => <MiddleCut text={nameOf(pair)} /> },
    { id: 'change', header: t('Change'), cell: (pair) => <Badge tone={tones[pair.change]}>{changeWords(pair, compared)}</Badge> },
    {
      id: 'first',
      header: t('In {version}', { version: compared.first.version }),
      isEnd: true,
      isMuted: true,
      cell: ({ first }) => sizeOf(first),
    },
    {
      id: 'second',
      header: t('In {version}', { version: compared.second.version }),
      isEnd: true,
      isMuted: true,
      cell: ({ second }) => sizeOf(second),
    },
  ]
}

/** The artifacts of both attempts: which only one has, which are the same, and which changed. */
export function ArtifactPairs({ to, compared }: { to: CompareDestination; compared: Compared }) {
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const href = useHref()
  const columns = useMemo(() => pairColumns(compared), [compared])
  return (
    <div ref={setScroller} className={styles['scroller']}>
      <RowGrid
        label={t('Artifacts of both attempts')}
        className={styles['pairs']}
        columns={columns}
        rows={compared.pairs}
        rowKey={({ first, second }) => `${first?.record.uri ?? ''} ${second?.record.uri ?? ''}`}
        rowName={(pair) => `${nameOf(pair)}, ${changeWords(pair, compared)}`}
        icon={typeIcon}
        href={(pair) => href(destinationOf(pair, to))}
        currentKey={undefined}
        scroller={scroller}
      />
    </div>
  )
}
