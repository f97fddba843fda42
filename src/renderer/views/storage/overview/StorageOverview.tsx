import { t } from '../../../../shared/language/translate.ts'
import { PackageOpen } from 'lucide-react'
import { useHref } from '../../../state/navigation.ts'
import { useUsage } from '../../../state/usage.ts'
import { Loaded } from '../../../ui/Loaded.tsx'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { useNow } from '../../../ui/words/now.ts'
import { RoomPane } from '../RoomPane.tsx'
import { Section } from '../Section.tsx'
import { DayBars } from './DayBars.tsx'
import { daySeries } from './day-series.ts'
import { FirstArtifacts } from './FirstArtifacts.tsx'
import { QuotaBar } from './QuotaBar.tsx'
import { SpecSpace, TaskSpace } from './SpaceSection.tsx'
import { UsageFacts } from './UsageFacts.tsx'

const shownDays = 60

interface StorageOverviewProps {
  /** What is drilled into. */
  specName: string | undefined
  taskId: string | undefined
}

/** What takes the space. */
export function StorageOverview({ specName, taskId }: StorageOverviewProps) {
  const usage = useUsage()
  const nowMs = useNow()
  const href = useHref()
  if (specName !== undefined) {
    return (
      <RoomPane
        title={taskId ?? specName}
        facts={taskId === undefined ? t('Space of a spec') : t('Space of a task of {specName}', { specName })}
      >
        {(scroller) => <TaskSpace specName={specName} taskId={taskId} scroller={scroller} />}
      </RoomPane>
    )
  }
  return (
    <RoomPane title={t('Storage')}>
      {(scroller) => (
        <Loaded from={usage} label={t('Loading what takes the space')}>
          {(value) =>
            value.total.artifacts === 0 ? (
              <Notice
                icon={<PackageOpen aria-hidden />}
                title={t('Nothing is stored yet')}
                actions={value.trash.artifacts > 0 && <a href={href({ at: 'trash' })}>{t('See what is in the trash')}</a>}
              >
                {t('What agents leave behind will be counted here.')}
              </Notice>
            ) : (
              <>
                <QuotaBar usage={value} />
                <UsageFacts usage={value} />
                <SpecSpace usage={value} scroller={scroller} />
                <Section title={t('Growth')} facts={t('What came in the last {shownDays} days (UTC) and is still stored', { shownDays })}>
                  <DayBars days={daySeries(value.byDay, nowMs, shownDays)} />
                </Section>
                <FirstArtifacts title={t('Largest artifacts')} sort="-size" scroller={scroller} />
                <FirstArtifacts title={t('Oldest artifacts')} sort="created" scroller={scroller} />
              </>
            )
          }
        </Loaded>
      )}
    </RoomPane>
  )
}
