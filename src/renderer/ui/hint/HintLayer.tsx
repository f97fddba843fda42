import { lazy, Suspense, useEffect, useState } from 'react'
import { findHinted, hintIdOf, onHintGone, readHint } from './hints.ts'

const HintPopup = lazy(async () => ({ default: (await import('./HintPopup.tsx')).HintPopup }))

const delayMs = 500
/** The way from a control to its hint is that short, so the hint can be pointed at. */
const graceMs = 120

/** The hint of the control that is pointed at or focused by key; Escape and pressing the control take it away. */
export function HintLayer() {
  const [control, setControl] = useState<Element>()
  useEffect(() => {
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    let pointed: Element | undefined
    const showAfter = (next: Element | undefined, waitMs: number) => {
      clearTimeout(timer)
      timer = setTimeout(() => setControl(next), waitMs)
    }
    const hide = () => {
      clearTimeout(timer)
      setControl(undefined)
    }
    const listen = <K extends keyof DocumentEventMap>(name: K, listener: (event: DocumentEventMap[K]) => void) =>
      document.addEventListener(name, listener, { signal: stop.signal, capture: true })
    listen('pointerover', ({ target, pointerType }) => {
      if (pointerType === 'touch') return
      const isOnHint = target instanceof Element && target.closest('[data-hint]') !== null
      const next = findHinted(target)
      if (isOnHint) clearTimeout(timer)
      else if (next !== pointed) showAfter(next, next === undefined ? graceMs : delayMs)
      pointed = isOnHint ? pointed : next
    })
    listen('pointerdown', hide)
    listen('focusin', ({ target }) => {
      const next = findHinted(target)
      if (next?.matches(':focus-visible') === true) showAfter(next, 0)
    })
    listen('focusout', hide)
    listen('keydown', ({ key }) => {
      if (key === 'Escape') hide()
    })
    const stopForgetting = onHintGone((id) => setControl((shown) => (shown !== undefined && hintIdOf(shown) === id ? undefined : shown)))
    return () => {
      clearTimeout(timer)
      stop.abort()
      stopForgetting()
    }
  }, [])
  const content = control === undefined ? undefined : readHint(control)
  return (
    <Suspense fallback={null}>
      {control !== undefined && content !== undefined && <HintPopup control={control} content={content} />}
    </Suspense>
  )
}
