// A dialog that waits for what it asked for: it closes when that is done, and says why it was not.
import { useEffect, useRef, useState } from 'react'
import { describeError } from '../../../shared/error-words.ts'
import { toVitrineError } from '../../../shared/errors.ts'
import { sayFailure } from '../../ui/notices/toasts.ts'

interface Answer {
  isBusy: boolean
  problem: string | undefined
  clearProblem: () => void
  waitFor: (work: Promise<void>) => void
}

export function useAnswer(onClose: () => void): Answer {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const isShown = useRef(false)
  useEffect(() => {
    isShown.current = true
    return () => {
      isShown.current = false
    }
  }, [])
  const fail = (error: unknown) => {
    // A dialog that was left has no place for it any more.
    if (!isShown.current) return sayFailure(error)
    const { what, wayOut } = describeError(toVitrineError(error))
    setBusy(false)
    setProblem(`${what} ${wayOut}`)
  }
  const waitFor = (work: Promise<void>) => {
    setBusy(true)
    work.then(() => (isShown.current ? onClose() : undefined), fail)
  }
  return { isBusy, problem, clearProblem: () => setProblem(undefined), waitFor }
}
