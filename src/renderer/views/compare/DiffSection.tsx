import { sayReason } from '../../../shared/language/say-reason.ts'
import { listed, t } from '../../../shared/language/translate.ts'
import { CircleCheck, Columns2, TriangleAlert } from 'lucide-react'
import { lazy } from 'react'
import { type InterdiffFile, interdiffProblemWords } from '../../../shared/comparison/interdiff.ts'
import { isVitrineError } from '../../../shared/errors.ts'
import { contentAddress } from '../../state/artifacts.ts'
import { patchAddress, useInterdiff } from '../../state/comparison/comparisons.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { formatCount, plural } from '../../ui/words/plural.ts'
import { Toggle } from '../../viewers/parts/Toggle.tsx'
import { Toolbar } from '../../viewers/parts/Toolbar.tsx'
import { Compared } from './Compared.tsx'
import { type SectionProps } from './Comparison.tsx'
import { InterdiffFiles } from './InterdiffFiles.tsx'
import styles from './DiffSection.module.css'

const DiffPane = lazy(async () => ({ default: (await import('../../viewers/diff/DiffPane.tsx')).DiffPane }))
const DiffPair = lazy(async () => ({ default: (await import('../../viewers/diff/pair/DiffPair.tsx')).DiffPair }))

/** Begins the place of two diffs side by side; what follows is a place in both. */
const besidePlace = '//'

/** What changed from one diff to another: the interdiff, or both side by side where there is none. */
export function DiffSection({ pair, place, onPlace }: SectionProps) {
  const records = { first: pair.first.record, second: pair.second.record }
  const files = useInterdiff(records)
  // Diffs too large for an interdiff can still be read side by side.
  if (files.state === 'failed' && isVitrineError(files.error, 'request.invalid')) {
    return (
      <>
        <p role="status" className={styles['strip']}>
          <TriangleAlert aria-hidden />
          {t('There is no interdiff: {reason}. Here are both.', { reason: sayReason(files.error.details.reason) })}
        </p>
        <Beside records={records} place={undefined} />
      </>
    )
  }
  return (
    <Compared from={files} label={t('Comparing the diffs')}>
      {(value) => <OpenDiffs files={value} records={records} place={place} onPlace={onPlace} />}
    </Compared>
  )
}

interface Records {
  first: Parameters<typeof patchAddress>[0]['first']
  second: Parameters<typeof patchAddress>[0]['second']
}

interface OpenDiffsProps extends Omit<SectionProps, 'pair'> {
  files: InterdiffFile[]
  records: Records
}

function OpenDiffs({ files, records, place, onPlace }: OpenDiffsProps) {
  const impossible = files.filter(({ problem }) => problem !== undefined)
  const told = files.filter(({ state, problem }) => state !== 'same' && problem === undefined)
  const isAsked = place?.startsWith(besidePlace) === true
  const isBeside = isAsked || (told.length === 0 && impossible.length > 0)
  const problem = impossible.length === 1 ? impossible[0]?.problem : undefined
  const inBoth = isAsked ? place?.slice(besidePlace.length) : undefined
  return (
    <section aria-label={t('Diffs compared')} className={styles['diffs']}>
      <Toolbar label={t('Diffs compared')} facts={countWords(files)}>
        <Toggle label={t('Both diffs side by side')} isOn={isBeside} onChange={(isOn) => onPlace(isOn ? besidePlace : undefined)}>
          <Columns2 aria-hidden />
          {t('Both diffs')}
        </Toggle>
      </Toolbar>
      {impossible.length > 0 && (
        <p role="status" className={styles['strip']}>
          <TriangleAlert aria-hidden />
          <span>
            {problem === undefined
              ? t('How {files} changed cannot be told from the diffs alone.', { files: plural(impossible.length, 'file') })
              : t('How {files} changed cannot be told from the diffs alone: {problem}.', {
                  files: plural(impossible.length, 'file'),
                  problem: interdiffProblemWords(problem),
                })}
          </span>
          {!isBeside && (
            <Button onClick={() => onPlace(`${besidePlace}${impossible[0]?.path ?? ''}`)}>
              <Columns2 aria-hidden />
              {t('Show both')}
            </Button>
          )}
        </p>
      )}
      <InterdiffFiles files={files} records={records} onFile={(file) => onPlace(placeOf(file))} />
      {isBeside && <Beside records={records} place={inBoth === '' ? undefined : inBoth} />}
      {!isBeside && told.length === 0 && (
        <Notice
          icon={<CircleCheck aria-hidden />}
          title={t('The two diffs make the same changes')}
          actions={<Button onClick={() => onPlace(besidePlace)}>{t('Show both')}</Button>}
        >
          {files.length === 0 ? t('Neither changes a file.') : t('{files}, line by line.', { files: plural(files.length, 'file') })}
        </Notice>
      )}
      {!isBeside && told.length > 0 && <DiffPane source={patchAddress(records)} place={place} onPlace={onPlace} />}
    </section>
  )
}

function Beside({ records: { first, second }, place }: { records: Records; place: string | undefined }) {
  const side = (record: Records['first']) => ({
    source: contentAddress({ record, facts: null }),
    title: t('Attempt {version}: {name}', { version: record.version, name: record.name }),
    label: t('Diff of attempt {version}', { version: record.version }),
  })
  return <DiffPair first={side(first)} second={side(second)} place={place} />
}

/** A file of the interdiff, or of both diffs where it is not in it. */
function placeOf({ path, state, problem }: InterdiffFile): string {
  return state === 'same' || problem !== undefined ? `${besidePlace}${path}` : path
}

function countWords(files: readonly InterdiffFile[]): string {
  const count = (state: InterdiffFile['state']) => files.filter((file) => file.state === state).length
  const words: [InterdiffFile['state'], string][] = [
    ['changed', t('changed')],
    ['only-first', t('only in the first')],
    ['only-second', t('only in the second')],
    ['impossible', t('unknown')],
    ['same', t('the same')],
  ]
  const told = words.flatMap(([state, word]) =>
    count(state) === 0 ? [] : [t('{count} {what}', { count: formatCount(count(state)), what: word })],
  )
  return `${plural(files.length, 'file')}${told.length === 0 ? '' : `: ${listed(told)}`}`
}
