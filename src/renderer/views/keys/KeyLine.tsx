import { t } from '../../../shared/language/translate.ts'
import { RotateCcw } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { type KeyChoices, keysProblem } from '../../state/keys/key-bindings.ts'
import { IconButton } from '../../ui/controls/IconButton.tsx'
import { Keys } from '../../ui/Keys.tsx'
import { type Rebindable, rebindable } from './all-shortcuts.ts'
import styles from './KeysView.module.css'

const pauseMs = 900
type Listening = { state: 'idle' } | { state: 'listening'; typed: string[] } | { state: 'refused'; problem: string }

interface KeyLineProps {
  line: Rebindable
  choices: KeyChoices
  /** Undefined goes back to the table's keys. */
  onChoose: (chosen: string | undefined) => void
}

/** One thing that can be done, its keys, and how to choose others: press the button, then the keys. */
export function KeyLine({ line, choices, onChoose }: KeyLineProps) {
  const [listening, setListening] = useState<Listening>({ state: 'idle' })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const most = line.keys.includes(' ') ? 2 : 1
  const choose = (typed: readonly string[]) => {
    clearTimeout(timer.current)
    const chosen = typed.join(' ')
    const problem = keysProblem(chosen, line.keys, rebindable, choices)
    if (problem === undefined) onChoose(chosen)
    setListening(problem === undefined ? { state: 'idle' } : { state: 'refused', problem })
  }
  const press = (event: KeyboardEvent) => {
    if (listening.state !== 'listening' || event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return
    if (event.key === 'Escape') return setListening({ state: 'idle' })
    const typed = [...listening.typed, event.key]
    if (typed.length >= most) return choose(typed)
    setListening({ state: 'listening', typed })
    clearTimeout(timer.current)
    timer.current = setTimeout(() => choose(typed), pauseMs)
  }
  const id = useId()
  const isListening = listening.state === 'listening'
  return (
    <li className={styles['line']}>
      <span id={id} className={styles['label']}>
        {line.label}
      </span>
      {listening.state === 'refused' && (
        <span role="alert" className={styles['problem']}>
          {listening.problem}
        </span>
      )}
      {choices[line.keys] !== undefined && (
        <IconButton label={t('Back to {keys}', { keys: line.keys })} onClick={() => onChoose(undefined)}>
          <RotateCcw />
        </IconButton>
      )}
      <button
        type="button"
        data-captures-keys={isListening ? '' : undefined}
        id={`${id}-keys`}
        aria-labelledby={`${id} ${id}-keys`}
        title={t('Choose other keys')}
        className={[styles['keys'], isListening ? styles['listening'] : ''].join(' ')}
        onClick={() => setListening({ state: 'listening', typed: [] })}
        onBlur={() => isListening && setListening({ state: 'idle' })}
        onKeyDown={press}
      >
        {isListening ? listening.typed.join(' ') || t('Press keys…') : <Keys keys={line.keys} />}
      </button>
    </li>
  )
}
