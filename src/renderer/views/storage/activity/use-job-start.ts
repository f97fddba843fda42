// Between asking for long work and the first word of it.
import { useState } from 'react'
import { t } from '../../../../shared/language/translate.ts'
import { type JobVerb } from '../../../../shared/job.ts'
import { sayFailure, tellWhile } from '../../../ui/notices/toasts.ts'
import { verbWords } from './job-words.ts'

interface JobStart {
  /** Asked for and not answered yet; asked for again it would begin twice. */
  isStarting: boolean
  /** Says when it takes long or fails; undefined is the answer then. */
  start: <T>(asking: Promise<T>) => Promise<T | undefined>
}

export function useJobStart(verb: JobVerb): JobStart {
  const [isStarting, setStarting] = useState(false)
  const start = async <T>(asking: Promise<T>) => {
    setStarting(true)
    try {
      return await tellWhile(t('{job} is being started…', { job: verbWords[verb] }), asking)
    } catch (error) {
      sayFailure(error)
      return undefined
    } finally {
      setStarting(false)
    }
  }
  return { isStarting, start }
}
