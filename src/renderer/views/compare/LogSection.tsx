import { t } from '../../../shared/language/translate.ts'
import { TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'
import { type DeltaLine, type LogDelta } from '../../../shared/comparison/log-delta.ts'
import { artifactDestination } from '../../state/artifacts.ts'
import { useLogDelta } from '../../state/comparison/comparisons.ts'
import { navigate } from '../../state/navigation.ts'
import { formatCount, plural } from '../../ui/words/plural.ts'
import { Toggle } from '../../viewers/parts/Toggle.tsx'
import { Toolbar } from '../../viewers/parts/Toolbar.tsx'
import { Compared } from './Compared.tsx'
import { type SectionProps } from './Comparison.tsx'
import { DeltaColumn } from './DeltaColumn.tsx'
import { formatDeltaPlace, parseDeltaPlace } from './delta-place.ts'
import styles from './LogSection.module.css'

/** The lines that only one of two logs has, side by side. */
export function LogSection({ pair, place, onPlace }: SectionProps) {
  const delta = useLogDelta({ first: pair.first.record, second: pair.second.record })
  return (
    <Compared from={delta} label={t('Comparing the logs')}>
      {(value) => <OpenDelta delta={value} pair={pair} place={place} onPlace={onPlace} />}
    </Compared>
  )
}

function OpenDelta({ delta, pair, place: text, onPlace }: SectionProps & { delta: LogDelta }) {
  const place = useMemo(() => parseDeltaPlace(text), [text])
  const { isAlarms, at } = place
  return (
    <section aria-label={t('Logs compared')} className={styles['logs']} data-viewer>
      <Toolbar
        label={t('Logs compared')}
        facts={t('{lines} in both, once times, paths, ids, addresses and durations are left out', { lines: plural(delta.common, 'line') })}
      >
        <Toggle
          label={t('Errors and warnings only')}
          isOn={isAlarms}
          onChange={(isOn) => onPlace(formatDeltaPlace({ isAlarms: isOn, at: undefined }))}
        >
          <TriangleAlert aria-hidden />
          {t('Errors and warnings only')}
        </Toggle>
      </Toolbar>
      <div className={styles['columns']}>
        {(['first', 'second'] as const).map((side) => {
          const { record } = pair[side]
          const { onlyHere, distinct, errors, warnings, listed } = delta[side]
          const open = ({ line }: DeltaLine) => {
            onPlace(formatDeltaPlace({ isAlarms, at: { side, line } }))
            navigate({ ...artifactDestination(record), ...(record.type === 'log' ? {} : { as: 'log' as const }), place: `L${line}` })
          }
          const facts = [
            ...(distinct < onlyHere ? [t('{distinct} different', { distinct: formatCount(distinct) })] : []),
            ...(errors > 0 ? [plural(errors, 'error')] : []),
            ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
            ...(listed.length < distinct ? [t('{listed} listed', { listed: formatCount(listed.length) })] : []),
          ]
          return (
            <DeltaColumn
              key={side}
              title={t('Only in attempt {version}', { version: record.version })}
              facts={[plural(onlyHere, 'line'), ...facts].join(', ')}
              sign={side === 'first' ? '−' : '+'}
              lines={isAlarms ? listed.filter(({ mark }) => mark !== null) : listed}
              isFiltered={isAlarms}
              atLine={at?.side === side ? at.line : undefined}
              onOpen={open}
            />
          )
        })}
      </div>
    </section>
  )
}
