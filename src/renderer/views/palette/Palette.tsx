import { t } from '../../../shared/language/translate.ts'
import { Dialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { type KeyboardEvent, useCallback, useEffect, useId, useRef, useState } from 'react'
import { type Command } from '../../state/commands.ts'
import { closeDialog } from '../../state/dialog.ts'
import frameStyles from '../../ui/Frame.module.css'
import { Keys } from '../../ui/Keys.tsx'
import { plural } from '../../ui/words/plural.ts'
import styles from './Palette.module.css'
import { usePaletteEntries } from './use-entries.ts'

/** Everything that can be done and every place, found by typing. The focus stays in the field; the arrows move through the list. */
export function Palette() {
  const [query, setQuery] = useState('')
  const [activeId, setActiveId] = useState<string>()
  const { groups, isComing } = usePaletteEntries(query)
  const entries = groups.flatMap(({ entries }) => entries)
  const activeIndex = Math.max(
    0,
    entries.findIndex(({ id }) => id === activeId),
  )
  const active = entries[activeIndex]
  const [before] = useState(() => document.activeElement)
  // With the markup, not with the next frame: a busy window hears of the next key before that.
  const takeKeys = useCallback((field: HTMLInputElement | null) => field?.focus(), [])
  const list = useRef<HTMLDivElement>(null)
  const listId = useId()
  const optionId = (entry: Command) => `${listId}-${entries.indexOf(entry)}`
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  })
  const choose = (entry: Command | undefined) => {
    if (entry === undefined) return
    closeDialog()
    // After the focus is back where it was, which is what some commands act on and others move.
    setTimeout(entry.run)
  }
  // Who types and presses Enter in one breath means what is found for all that was typed.
  const wantsFirst = useRef(false)
  useEffect(() => {
    if (!wantsFirst.current || isComing) return
    wantsFirst.current = false
    choose(active)
  })
  const press = (event: KeyboardEvent) => {
    const to = stepOf(event.key, activeIndex, entries.length)
    if (to !== undefined) setActiveId(entries[to]?.id)
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      if (isComing) wantsFirst.current = true
      else choose(active)
    } else if (event.key === 'k' && (event.ctrlKey || event.metaKey)) closeDialog()
    else return
    event.preventDefault()
  }
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && closeDialog()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={frameStyles['backdrop']} />
        <Dialog.Popup
          initialFocus={false}
          finalFocus={() => (before instanceof HTMLElement && before !== document.body ? before : true)}
          aria-label={t('Commands and places')}
          className={frameStyles['popup']}
        >
          <div className={styles['field']}>
            <Search aria-hidden />
            <input
              ref={takeKeys}
              role="combobox"
              aria-label={t('Find a command or a place')}
              aria-expanded={entries.length > 0}
              aria-controls={entries.length === 0 ? undefined : listId}
              aria-autocomplete="list"
              aria-activedescendant={active === undefined ? undefined : optionId(active)}
              placeholder={t('Find a command, a store, a spec or a task')}
              value={query}
              className={styles['input']}
              spellCheck={false}
              autoComplete="off"
              onChange={({ target: { value } }) => {
                setQuery(value)
                setActiveId(undefined)
                wantsFirst.current = false
              }}
              onKeyDown={press}
            />
          </div>
          {/* A listbox must hold an option, so it is only there while something is found. */}
          {entries.length === 0 && <p className={styles['nothing']}>{t('No command, store, spec or task has all of these words.')}</p>}
          {entries.length > 0 && (
            <div ref={list} id={listId} role="listbox" aria-label={t('Commands and places')} className={styles['list']}>
              {groups.map(({ name, entries }) => (
                <div key={name} role="group" aria-label={name} className={styles['group']}>
                  <p aria-hidden className={styles['heading']}>
                    {name}
                  </p>
                  {entries.map((entry) => (
                    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the field has the keys and the focus
                    <div
                      key={entry.id}
                      id={optionId(entry)}
                      role="option"
                      aria-selected={entry === active}
                      className={styles['entry']}
                      onClick={() => choose(entry)}
                      onPointerMove={() => setActiveId(entry.id)}
                    >
                      <span className={styles['label']}>{entry.label}</span>
                      {entry.keys !== undefined && <Keys keys={entry.keys} />}
                    </div>
                  ))}
                </div>
              ))}
            </div>
          )}
          <p role="status" className={styles['count']}>
            {query.trim() !== '' && plural(entries.length, 'match', 'matches')}
          </p>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** Where a key moves in a list that goes round; undefined for other keys. */
function stepOf(key: string, from: number, count: number): number | undefined {
  if (count === 0) return undefined
  if (key === 'ArrowDown') return (from + 1) % count
  if (key === 'ArrowUp') return (from + count - 1) % count
  if (key === 'PageDown') return Math.min(count - 1, from + 8)
  if (key === 'PageUp') return Math.max(0, from - 8)
  return undefined
}
