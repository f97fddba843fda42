import { t } from '../../../shared/language/translate.ts'
import { Clock } from 'lucide-react'
import { ChoiceMenu } from '../../ui/controls/ChoiceMenu.tsx'
import { IconButton } from '../../ui/controls/IconButton.tsx'
import { type StampMode, stampModes } from '../lines/stamps/stamp-column.ts'

export const stampWords: Record<StampMode, string> = {
  written: t('Times as written'),
  'since-start': t('Times since the start'),
  'since-line': t('Times since the line before'),
  hidden: t('No times'),
}

/** How the times at the start of the lines are shown. */
export function StampMenu({ mode, onMode }: { mode: StampMode; onMode: (mode: StampMode) => void }) {
  return (
    <ChoiceMenu choices={stampModes.map((value) => ({ value, words: stampWords[value] }))} chosen={mode} onChoose={onMode}>
      <IconButton label={stampWords[mode]} shortcut="t">
        <Clock />
      </IconButton>
    </ChoiceMenu>
  )
}
