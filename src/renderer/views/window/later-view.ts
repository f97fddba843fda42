// Views that the first list does without: their code is fetched when they are first shown, or before that, once the first list is there.
import { type ComponentType, createElement, type JSX, lazy, type ReactNode, Suspense, useState } from 'react'
import { Skeleton } from '../../ui/Skeleton.tsx'

const waiting: (() => Promise<unknown>)[] = []
const firstList = Promise.withResolvers<void>()

/** The view that `load` gives. Once its code is there it is drawn at once, as if it had been there from the start. */
export function laterView<P extends object>(load: () => Promise<ComponentType<P>>): (props: P) => JSX.Element {
  return later(load, Promise.resolve(), createElement(Skeleton, { rows: 12 }))
}

/**
 * As `laterView`, for what is always seen and can be used a moment later: it comes behind the first list, and `stand` has its place until then.
 * What cannot be fetched leaves it there, and the window as it is.
 */
export function laterPart<P extends object>(load: () => Promise<ComponentType<P>>, stand: ReactNode): (props: P) => JSX.Element {
  const loadOrStand = async (): Promise<ComponentType<P>> => {
    try {
      return await load()
    } catch {
      return () => stand
    }
  }
  return later(loadOrStand, firstList.promise, stand)
}

function later<P extends object>(load: () => Promise<ComponentType<P>>, turn: Promise<void>, stand: ReactNode): (props: P) => JSX.Element {
  let loaded: ComponentType<P> | undefined
  const fetch = async () => {
    await turn
    loaded ??= await load()
    return loaded
  }
  const Later = lazy(async () => ({ default: await fetch() }))
  waiting.push(fetch)
  return function View(props: P) {
    // What is drawn keeps its state, so it stays the one that it was first drawn as.
    const [Shown] = useState<ComponentType<P>>(() => loaded ?? Later)
    return createElement(Suspense, { fallback: stand }, createElement(Shown, props))
  }
}

/** The first list is there: fetches the rest, one after another whenever the window is idle. What cannot be fetched says so when it is shown. */
export function fetchLaterViews(): void {
  firstList.resolve()
  const next = waiting.shift()
  if (next !== undefined) requestIdleCallback(() => void next().then(fetchLaterViews, fetchLaterViews))
}
