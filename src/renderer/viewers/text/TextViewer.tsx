import { t } from '../../../shared/language/translate.ts'
import { Braces, FileText, Search, WrapText } from 'lucide-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { formatBytes } from '../../../shared/bytes.ts'
import { IconButton } from '../../ui/controls/IconButton.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { plural } from '../../ui/words/plural.ts'
import { languageOf } from '../syntax/languages.ts'
import { LineField } from '../lines/LineField.tsx'
import { LineFrame } from '../lines/LineFrame.tsx'
import { type LineListHandle } from '../lines/use-list-handle.ts'
import { hitLane } from '../lines/RowMapStrip.tsx'
import { type LineSource } from '../lines/document/line-source.ts'
import { useFinder } from '../lines/find/use-finder.ts'
import { useLineNotes } from '../lines/use-line-notes.ts'
import { useLinePlace } from '../lines/use-line-place.ts'
import { useLineSource } from '../lines/document/use-line-source.ts'
import { Toggle } from '../parts/Toggle.tsx'
import { Toolbar } from '../parts/Toolbar.tsx'
import { useViewerKeys } from '../viewer-keys.ts'
import { type ViewerProps } from '../viewer.ts'
import { formatTextPlace, parseTextPlace } from './text-place.ts'
import styles from './TextViewer.module.css'
import { useSyntax } from './use-syntax.ts'

const jsonName = /\.(?:json|jsonl|ndjson|ipynb|har|webmanifest|map)$/i

/** Any text, line by line as it lies, with syntax colours while it is small enough. */
export function TextViewer({ artifact: { record, facts }, address, place, onPlace, find, notes: given }: ViewerProps) {
  const root = useRef<HTMLElement>(null)
  const list = useRef<LineListHandle>(null)
  const [isWrapped, setWrapped] = useState(false)
  const [stand, setStand] = useState<{ source: LineSource; row: number }>()
  const isJson = jsonName.test(record.name) || /\bjson\b/.test(record.mimeType)
  const { isPretty, lines: linePart } = useMemo(() => parseTextPlace(place), [place])
  const lines = useLineSource(address, isPretty && isJson ? 'json' : 'as-is')
  const { source, state } = lines
  const { progress } = state
  const currentRow = stand?.source === source ? stand.row : undefined
  const setCurrentRow = (row: number) => setStand({ source, row })
  const finder = useFinder({
    source,
    view: 'raw',
    list,
    onRow: setCurrentRow,
    given: { query: find, hasPlace: linePart !== undefined },
    standRow: () => currentRow,
  })
  const onLines = useCallback((part: string | undefined) => onPlace(formatTextPlace({ isPretty, lines: part })), [onPlace, isPretty])
  const linePlace = useLinePlace({ lines, view: 'raw', place: linePart, onPlace: onLines, list, onRow: setCurrentRow })
  // Notes are on the lines as they lie, which laid out JSON does not show.
  const notes = isPretty && isJson ? undefined : given
  const lineNotes = useLineNotes(notes, { view: 'text', marked: linePlace.marked, currentRow, list })
  const language = isJson ? 'json' : languageOf(record.name)
  const layersOf = useSyntax(source, state, language)
  const lanes = useMemo(() => [hitLane(finder.finding)], [finder.finding])
  const setPretty = (isOn: boolean) => onPlace(formatTextPlace({ isPretty: isOn, lines: undefined }))
  useViewerKeys(root, {
    'Mod+f': finder.open,
    z: () => setWrapped(!isWrapped),
    n: () => finder.step(1),
    p: () => finder.step(-1),
  })
  return (
    <LineFrame
      label={t('Text')}
      lines={lines}
      view="raw"
      totalBytes={record.originalSize}
      finder={finder}
      linePlace={linePlace}
      isWrapped={isWrapped}
      currentRow={currentRow}
      empty={<Notice icon={<FileText aria-hidden />} title={t('This file is empty.')} />}
      lanes={lanes}
      {...(layersOf === undefined ? {} : { layersOf })}
      said=""
      root={root}
      list={list}
      notes={lineNotes}
      toolbar={
        <Toolbar
          label={t('Text')}
          facts={
            <>
              <span>{plural(progress.lineCount, 'line')}</span>
              <span>{formatBytes(progress.receivedBytes)}</span>
              {language !== undefined && <span>{language}</span>}
              {facts?.notes.some(({ code }) => code === 'text.invalid-utf8') === true && (
                <span>{t('not all UTF-8: wrong bytes show as �')}</span>
              )}
              {progress.layoutProblem !== undefined && (
                <span className={styles['problem']}>{t('Shown as it is: {layoutProblem}', { layoutProblem: progress.layoutProblem })}</span>
              )}
            </>
          }
        >
          <LineField lineCount={progress.lineCount} onLines={linePlace.show} />
          {isJson && (
            <Toggle label={t('Lay out JSON')} isOn={isPretty} onChange={setPretty}>
              <Braces />
            </Toggle>
          )}
          <Toggle label={t('Wrap long lines')} shortcut="z" isOn={isWrapped} onChange={setWrapped}>
            <WrapText />
          </Toggle>
          <IconButton label={t('Find')} shortcut="Mod+f" onClick={finder.open}>
            <Search />
          </IconButton>
        </Toolbar>
      }
    />
  )
}
