// Freezes what a review page shows: reads, checks and chooses, and keeps an honest list of what it leaves out.
import { groupAttempts } from '../../../shared/spec.ts'
import { VitrineError } from '../../../shared/errors.ts'
import { type AttemptName } from '../../../shared/attempt-name.ts'
import { formatComparison, type PageRequest } from '../../../shared/review-page/review-page.ts'
import { type FactsPool } from '../../facts/facts-pool.ts'
import { type ArtifactStore } from '../../store/artifact-store.ts'
import { type Notes } from '../notes.ts'
import { gatherAttempt } from './gather-attempt.ts'
import { gatherComparison } from './gather-comparison.ts'
import { createAllowance } from './page-allowance.ts'
import { type Page } from './page.ts'

export type PageReaders = Pick<FactsPool, 'readReport' | 'excerptLog' | 'findSecrets' | 'compareTests'> & { notes: Pick<Notes, 'list'> }

/** @throws artifact.not-found when there is no such attempt */
export async function gatherPage(store: ArtifactStore, readers: PageReaders, { attempt, against, logLines }: PageRequest): Promise<Page> {
  const allowance = createAllowance()
  const names = against === undefined ? [attempt] : [attempt, against]
  const attempts: Page['attempts'] = []
  const gathering = { store, readers, allowance, logLines }
  const found = await Promise.all(names.map((name) => findAttempt(store, name)))
  const [after, before] = found
  // What a comparison is for comes before what each attempt is.
  const comparison = after === undefined || before === undefined ? undefined : await gatherComparison(gathering, before, after)
  for (const [index, name] of names.entries()) {
    const one = found[index]
    if (one !== undefined) attempts.push(await gatherAttempt(gathering, name, one))
  }
  return {
    title: formatComparison(attempt, against),
    madeAt: new Date().toISOString(),
    attempts,
    comparison,
    leftOut: allowance.leftOut(),
  }
}

async function findAttempt(store: ArtifactStore, { specName, taskId, version }: AttemptName) {
  const { artifacts } = await store.getTask(specName, taskId)
  const found = groupAttempts(artifacts).find((attempt) => attempt.version === version)
  if (found === undefined) throw new VitrineError('artifact.not-found', { uri: `${store.uri}/${specName}/${taskId}, attempt ${version}` })
  return found
}
