import { type ReactNode } from 'react'
import { type Loadable } from '../../shared/loadable.ts'
import { FailedNotice } from './notices/FailedNotice.tsx'
import { Skeleton } from './Skeleton.tsx'

/** Draws a fetched thing in whichever of its states it is. */
export function Loaded<T>({ from, label, children }: { from: Loadable<T>; label?: string; children: (value: T) => ReactNode }) {
  switch (from.state) {
    case 'loading':
      return <Skeleton {...(label === undefined ? {} : { label })} />
    case 'failed':
      return <FailedNotice error={from.error} retry={from.retry} />
    case 'ready':
      return children(from.value)
  }
}
