import { type ReactNode, useCallback, useState } from 'react'
import { type DiffSource } from '../diff-feed.ts'
import { DiffPane } from '../DiffPane.tsx'
import { ScrollLink } from './scroll-link.ts'
import styles from './DiffPair.module.css'

interface PairedDiff {
  source: DiffSource
  /** Names the diff above its column: whose attempt it is. */
  title: ReactNode
  /** The same, for a screen reader. */
  label: string
}

interface DiffPairProps {
  first: PairedDiff
  second: PairedDiff
  /** A file (or file and lines) that both show at first, in the words of a diff's address; the reader may go elsewhere. */
  place: string | undefined
}

/**
 * Two diffs side by side, scrolled together: what stands at the top of one stands at the top of the other, by file and by line of the
 * version that both start from. For when there is no interdiff; the caller says why above it.
 */
export function DiffPair({ first, second, place }: DiffPairProps) {
  const [link] = useState(() => new ScrollLink())
  return (
    <div className={styles['pair']}>
      {[first, second].map(({ source, title, label }, index) => (
        <section key={index} className={styles['column']} aria-label={label}>
          <h2 className={styles['title']}>{title}</h2>
          {/* Each column keeps its own place: the address of the page names the comparison, not a line of one side. */}
          <PlacedDiff key={place ?? ''} source={source} place={place} link={link} />
        </section>
      ))}
    </div>
  )
}

function PlacedDiff({ source, place, link }: { source: DiffSource; place: string | undefined; link: ScrollLink }) {
  const [own, setOwn] = useState(place)
  return <DiffPane source={source} place={own} onPlace={useCallback((next: string | undefined) => setOwn(next), [])} link={link} />
}
