import { listed, t } from '../../../shared/language/translate.ts'
import { Archive, FileDown } from 'lucide-react'
import { useState } from 'react'
import { formatBytes } from '../../../shared/bytes.ts'
import { type Attempt, groupAttempts, type Task } from '../../../shared/spec.ts'
import { openDialog } from '../../state/dialog.ts'
import { navigate } from '../../state/navigation.ts'
import { useShortcuts } from '../../state/shortcuts.ts'
import { useHeldTask } from '../../state/tasks.ts'
import { IconButton } from '../../ui/controls/IconButton.tsx'
import { AttemptSessions } from '../sessions/AttemptSessions.tsx'
import { TaskNotes } from '../notes/TaskNotes.tsx'
import { TaskTabs } from '../notes/TaskTabs.tsx'
import { Pane } from '../../ui/panes/Pane.tsx'
import { PaneHead } from '../../ui/panes/PaneHead.tsx'
import { plural } from '../../ui/words/plural.ts'
import { useSelection } from '../../ui/rows/use-selection.ts'
import { Evidence } from '../review/Evidence.tsx'
import { VerdictBar } from '../review/VerdictBar.tsx'
import { AttemptArtifacts } from './AttemptArtifacts.tsx'
import { AttemptGrid } from './AttemptGrid.tsx'
import { chooseCompared } from './choose-compared.ts'
import { CompareLink } from './CompareLink.tsx'
import { NewsButton } from './NewsButton.tsx'
import { TaskProblems } from './TaskProblems.tsx'
import { type TaskViewProps } from './TaskView.tsx'

function factsOf(attempts: readonly Attempt[], task: Task): string {
  const sizeBytes = attempts.reduce((sum, attempt) => sum + attempt.sizeBytes, 0)
  return listed([plural(attempts.length, 'attempt'), plural(task.artifacts.length, 'artifact'), formatBytes(sizeBytes)])
}

export function TaskBody({ specName, taskId, latest, version, show: shown, openName }: TaskViewProps & { latest: Task }) {
  const [isScrolled, setScrolled] = useState(false)
  const { task, news, show } = useHeldTask(latest, isScrolled || openName !== undefined)
  const attempts = groupAttempts(task.artifacts)
  const chosen = attempts.find((attempt) => attempt.version === version) ?? attempts[0]
  const selection = useSelection(attempts.map((attempt) => String(attempt.version)))
  const selected = attempts.filter((attempt) => selection.keys.has(String(attempt.version)))
  const compared = chooseCompared(attempts, chosen, selected)
  useShortcuts({
    compare: () => compared !== undefined && (navigate({ at: 'compare', specName, taskId, ...compared }), true),
    out: () => selected.length > 0 && (selection.clear(), true),
  })
  return (
    <Pane
      label={t('Task {taskId}', { taskId: task.taskId })}
      onScroll={(scrollTopPx) => setScrolled(scrollTopPx > 0)}
      head={
        <>
          <PaneHead title={task.taskId} facts={factsOf(attempts, task)}>
            <NewsButton news={news} onShow={show} />
            {compared !== undefined && <CompareLink task={task} {...compared} isChosen={selected.length === 2} />}
            {chosen !== undefined && (
              <IconButton
                label={t('Export attempt {version}', { version: chosen.version })}
                onClick={() => openDialog({ dialog: 'export', attempt: { specName, taskId, version: chosen.version } })}
              >
                <FileDown />
              </IconButton>
            )}
            <IconButton label={t('Export as ZIP')} onClick={() => openDialog({ dialog: 'archive', target: { specName, taskId } })}>
              <Archive />
            </IconButton>
          </PaneHead>
          <TaskProblems problems={task.problems} />
          {chosen !== undefined && <VerdictBar specName={specName} taskId={taskId} attempt={chosen} />}
        </>
      }
    >
      {(scroller) => (
        <>
          <AttemptGrid task={task} attempts={attempts} chosen={chosen} openName={openName} selection={selection} scroller={scroller} />
          {chosen !== undefined && <TaskTabs {...task} version={chosen.version} show={shown} />}
          {chosen !== undefined && shown === 'notes' && <TaskNotes {...task} version={chosen.version} />}
          {chosen !== undefined && shown === undefined && <AttemptSessions {...task} version={chosen.version} />}
          {chosen !== undefined && shown === undefined && (
            <>
              <Evidence specName={specName} taskId={taskId} attempt={chosen} />
              <AttemptArtifacts key={chosen.version} attempt={chosen} openName={openName} scroller={scroller} />
            </>
          )}
        </>
      )}
    </Pane>
  )
}
