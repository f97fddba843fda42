// Works on rows of a diff away from the page: colours and marks them, and tells what their white space and contents are.
import { findWhitespace } from './marks/find-whitespace.ts'
import { paintRows } from './marks/row-paint.ts'
import { markHunks } from './viewed/mark-hunks.ts'
import { type DiffJob, type DiffJobResult, type FromRowWorker, type ToRowWorker } from './worker-messages.ts'
import { messageOf } from '../../../shared/message-of.ts'

async function carryOut(job: DiffJob): Promise<DiffJobResult> {
  switch (job.job) {
    case 'paint':
      return { job: 'paint', paint: await paintRows(job.request) }
    case 'whitespace':
      return { job: 'whitespace', hunks: findWhitespace(job.request) }
    case 'marks':
      return { job: 'marks', marks: await markHunks(job.request) }
  }
}

const tell = (message: FromRowWorker) => globalThis.postMessage(message)

globalThis.addEventListener('message', ({ data }: MessageEvent<ToRowWorker>) => {
  carryOut(data).then(
    (result) => tell({ say: 'done', id: data.id, result }),
    (problem: unknown) => tell({ say: 'undone', id: data.id, reason: messageOf(problem) }),
  )
})
