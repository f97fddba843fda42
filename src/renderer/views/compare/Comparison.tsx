import { listed, t } from '../../../shared/language/translate.ts'
import { FileDiff, ListChecks, ScrollText } from 'lucide-react'
import { type ReactNode, Suspense } from 'react'
import { type BothSides } from '../../../shared/comparison/artifact-pairs.ts'
import { type Attempt } from '../../../shared/spec.ts'
import { type CompareDestination, type CompareSection } from '../../state/comparison/compare-route.ts'
import { navigate, shareableAddress } from '../../state/navigation.ts'
import { useShortcuts } from '../../state/shortcuts.ts'
import { ErrorBoundary } from '../../ui/notices/ErrorBoundary.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { copyText } from '../../ui/notices/toasts.ts'
import { ArtifactPairs } from './ArtifactPairs.tsx'
import { chooseSection, type Compared, choosePair } from './compared.ts'
import styles from './Comparison.module.css'
import { ComparisonHead } from './ComparisonHead.tsx'
import { DiffSection } from './DiffSection.tsx'
import { LogSection } from './LogSection.tsx'
import { TestSection } from './TestSection.tsx'

interface ComparisonProps {
  to: CompareDestination
  /** All of the task, newest first. */
  attempts: readonly Attempt[]
  compared: Compared
}

/** What every section of a comparison gets. */
export interface SectionProps {
  pair: BothSides
  place: string | undefined
  onPlace: (place: string | undefined) => void
}

export function Comparison({ to, attempts, compared }: ComparisonProps) {
  const section = chooseSection(compared, to.show)
  const copyLink = () => void copyText(shareableAddress({ ...to, show: section }), t('Copied the link'))
  useShortcuts({ 'copy-link': copyLink })
  const setPlace = (place: string | undefined) => {
    const { place: _, ...rest } = to
    navigate({ ...rest, show: section, ...(place === undefined ? {} : { place }) }, { replace: true })
  }
  return (
    <section aria-label={t('Attempts {first} and {second} compared', { first: to.first, second: to.second })} className={styles['view']}>
      <ComparisonHead to={to} attempts={attempts} compared={compared} section={section} onCopyLink={copyLink} />
      <div className={styles['body']}>
        <ErrorBoundary key={section}>
          <Suspense fallback={<Skeleton rows={12} label={t('Loading the comparison')} />}>
            <Section to={to} compared={compared} section={section} onPlace={setPlace} />
          </Suspense>
        </ErrorBoundary>
      </div>
    </section>
  )
}

const absent = {
  tests: {
    icon: <ListChecks aria-hidden />,
    title: t('There are no tests to compare'),
    what: t('Both attempts need a test report, or a log with a test summary.'),
  },
  diff: { icon: <FileDiff aria-hidden />, title: t('There are no diffs to compare'), what: t('Both attempts need a diff.') },
  log: { icon: <ScrollText aria-hidden />, title: t('There are no logs to compare'), what: t('Both attempts need a log.') },
} satisfies Record<Exclude<CompareSection, 'artifacts'>, { icon: ReactNode; title: string; what: string }>

type OpenSectionProps = Omit<ComparisonProps, 'attempts'> & { section: CompareSection; onPlace: (place: string | undefined) => void }

function Section({ to, compared, section, onPlace }: OpenSectionProps) {
  if (section === 'artifacts') return <ArtifactPairs to={to} compared={compared} />
  const candidates = compared.candidates[section]
  const pair = choosePair(candidates, to)
  if (pair === undefined) {
    const { icon, title, what } = absent[section]
    const lacking = [compared.first, compared.second].filter(
      (_, index) => (index === 0 ? candidates.first : candidates.second).length === 0,
    )
    const names = [...new Set(lacking.map(({ version }) => t('Attempt {version}', { version })))]
    return (
      <Notice icon={icon} title={title}>
        {t('None is in {attempts}.', { attempts: listed(names) })} {what}
      </Notice>
    )
  }
  const key = `${pair.first.record.uri} ${pair.second.record.uri}`
  const props: SectionProps = { pair, place: to.place, onPlace }
  switch (section) {
    case 'tests':
      return <TestSection key={key} {...props} />
    case 'diff':
      return <DiffSection key={key} {...props} />
    case 'log':
      return <LogSection key={key} {...props} />
  }
}
