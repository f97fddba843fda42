import { t } from '../../../shared/language/translate.ts'
import { ArrowRight, ArrowRightLeft, FileDown, Link, X } from 'lucide-react'
import { type Artifact } from '../../../shared/artifact-list.ts'
import { type Attempt } from '../../../shared/spec.ts'
import { type CompareDestination, type CompareSection, compareSections } from '../../state/comparison/compare-route.ts'
import { openDialog } from '../../state/dialog.ts'
import { navigate, useHref } from '../../state/navigation.ts'
import { outOf } from '../../state/route.ts'
import { IconButton } from '../../ui/controls/IconButton.tsx'
import { IconLink } from '../../ui/controls/IconLink.tsx'
import { attemptWords, type Compared, choosePair } from './compared.ts'
import styles from './ComparisonHead.module.css'

interface ComparisonHeadProps {
  to: CompareDestination
  attempts: readonly Attempt[]
  compared: Compared
  section: CompareSection
  onCopyLink: () => void
}

const sectionWords: Record<CompareSection, string> = { artifacts: t('Artifacts'), tests: t('Tests'), diff: t('Diff'), log: t('Log') }

/** Which attempts and artifacts are compared, and in what way; all of it can be chosen anew. */
export function ComparisonHead({ to, attempts, compared, section, onCopyLink }: ComparisonHeadProps) {
  const href = useHref()
  const { at, specName, taskId, first, second } = to
  const show = to.show === undefined ? {} : { show: to.show }
  const compare = (one: number, other: number) => navigate({ at, specName, taskId, first: one, second: other, ...show })
  const changed = compared.pairs.filter(({ change }) => change !== 'same').length
  return (
    <header className={styles['head']}>
      <div className={styles['line']}>
        <h1 className={styles['title']}>{t('Compare')}</h1>
        <AttemptSelect label={t('First attempt')} attempts={attempts} version={first} onVersion={(version) => compare(version, second)} />
        <ArrowRight aria-label={t('with')} className={styles['arrow']} />
        <AttemptSelect label={t('Second attempt')} attempts={attempts} version={second} onVersion={(version) => compare(first, version)} />
        <span className={styles['actions']}>
          <IconLink label={t('Swap the two')} href={href(swapped(to))}>
            <ArrowRightLeft />
          </IconLink>
          <IconButton
            label={t('Export the comparison')}
            onClick={() => openDialog({ dialog: 'export', attempt: { specName, taskId, version: second }, againstVersion: first })}
          >
            <FileDown />
          </IconButton>
          <IconButton label={t('Copy link')} shortcut="y" onClick={onCopyLink}>
            <Link />
          </IconButton>
          <IconLink label={t('Close')} shortcut="u" href={href(outOf(to))}>
            <X />
          </IconLink>
        </span>
      </div>
      <div className={styles['line']}>
        <nav aria-label={t('Compare by')} className={styles['sections']}>
          {compareSections.map((each) => (
            <a
              key={each}
              href={href({ at, specName, taskId, first, second, show: each })}
              aria-current={each === section ? 'page' : undefined}
              className={styles['section']}
            >
              {sectionWords[each]}
              {each === 'artifacts' && changed > 0 && <span className={styles['count']}>{t('{count} differ', { count: changed })}</span>}
            </a>
          ))}
        </nav>
        {section !== 'artifacts' && <ArtifactSelects to={to} section={section} compared={compared} />}
      </div>
    </header>
  )
}

function swapped({ first, second, firstName, secondName, place: _place, ...rest }: CompareDestination): CompareDestination {
  return {
    ...rest,
    first: second,
    second: first,
    ...(secondName === undefined ? {} : { firstName: secondName }),
    ...(firstName === undefined ? {} : { secondName: firstName }),
  }
}

interface AttemptSelectProps {
  label: string
  attempts: readonly Attempt[]
  version: number
  onVersion: (version: number) => void
}

function AttemptSelect({ label, attempts, version, onVersion }: AttemptSelectProps) {
  return (
    <select aria-label={label} className={styles['select']} value={version} onChange={(event) => onVersion(Number(event.target.value))}>
      {attempts.map((attempt) => (
        <option key={attempt.version} value={attempt.version}>
          {attemptWords(attempt)}
        </option>
      ))}
    </select>
  )
}

interface ArtifactSelectsProps {
  to: CompareDestination
  section: Exclude<CompareSection, 'artifacts'>
  compared: Compared
}

/** The artifacts that are compared; they can be chosen where an attempt has several. */
function ArtifactSelects({ to, section, compared }: ArtifactSelectsProps) {
  const candidates = compared.candidates[section]
  const pair = choosePair(candidates, to)
  if (pair === undefined) return null
  const { place: _, ...rest } = to
  const choose = (names: { firstName?: string; secondName?: string }) =>
    navigate({ ...rest, firstName: pair.first.record.name, secondName: pair.second.record.name, show: section, ...names })
  return (
    <span className={styles['artifacts']}>
      <ArtifactSelect
        label={t('First artifact')}
        from={candidates.first}
        chosen={pair.first}
        onName={(firstName) => choose({ firstName })}
      />
      <ArrowRight aria-label={t('with')} className={styles['arrow']} />
      <ArtifactSelect
        label={t('Second artifact')}
        from={candidates.second}
        chosen={pair.second}
        onName={(secondName) => choose({ secondName })}
      />
    </span>
  )
}

interface ArtifactSelectProps {
  label: string
  from: readonly Artifact[]
  chosen: Artifact
  onName: (name: string) => void
}

function ArtifactSelect({ label, from, chosen, onName }: ArtifactSelectProps) {
  const { name } = chosen.record
  if (from.length < 2) {
    return (
      <span className={styles['name']} title={name}>
        {name}
      </span>
    )
  }
  return (
    <select aria-label={label} className={styles['select']} value={name} onChange={(event) => onName(event.target.value)}>
      {from.map(({ record }) => (
        <option key={record.uri} value={record.name}>
          {record.name}
        </option>
      ))}
    </select>
  )
}
