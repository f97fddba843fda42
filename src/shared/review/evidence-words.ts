// English words for what an attempt shows for itself; for the window and the terminal.
import { type EvidenceFinding, type EvidenceLine } from './evidence.ts'

type Counts = EvidenceLine['counts']

const many = (count: number | undefined, one: string, more = `${one}s`) =>
  `${(count ?? 0).toLocaleString('en')} ${count === 1 ? one : more}`

const words: Record<EvidenceFinding, (counts: Counts) => string> = {
  'diff-there': ({ files, insertions = 0, deletions = 0 }) =>
    `The diff changes ${many(files, 'file')}, +${insertions.toLocaleString('en')} −${deletions.toLocaleString('en')}`,
  'diff-missing': () => 'No diff',
  'diff-empty': () => 'The diff changes nothing',
  'tests-passed': ({ passed, total = 0, skipped = 0 }) =>
    `${many(passed, 'test')} passed${skipped > 0 ? `, ${skipped.toLocaleString('en')} of ${total.toLocaleString('en')} skipped` : ''}`,
  'tests-failed': ({ failed = 0, total = 0 }) =>
    total === 0 ? `${many(failed, 'test')} failed` : `${failed.toLocaleString('en')} of ${many(total, 'test')} failed`,
  'tests-none-ran': () => 'A test result is there, but no test ran',
  'tests-all-skipped': ({ total }) => `All ${many(total, 'test')} were skipped`,
  'tests-unknown': () => 'The test result says no counts',
  'tests-missing': () => 'No test result',
  'test-code-untouched': () => 'No test that was there was changed',
  'test-code-edited': ({ edited }) => `${many(edited, 'test file')} changed by the same diff`,
  'test-code-weakened': ({ deleted = 0, skips = 0, removed = 0 }) =>
    `The same diff ${[
      ...(deleted > 0 ? [`deletes ${many(deleted, 'test file')}`] : []),
      ...(removed > 0 ? [`removes ${many(removed, 'test')}`] : []),
      ...(skips > 0 ? [`adds ${many(skips, 'skip')}`] : []),
    ].join(', ')}`,
  'exit-agrees': ({ code }) => `Exit code ${code ?? 0} agrees with the result`,
  'exit-contradicts': ({ code, failed }) =>
    code === 0 ? `Exit code 0, though ${many(failed, 'test')} failed` : `Exit code ${code ?? 0}, though no test failed`,
  'exit-failed': ({ code }) => `Exit code ${code ?? 0}, and no test result to compare`,
  'exit-unknown': () => 'No exit code is known',
  'log-complete': () => 'The log ends properly',
  'log-silent': () => 'The log does not say how it ended',
  'log-mid-line': () => 'The log ends in the middle of a line',
  'log-stopped': () => 'The log was cut short',
  'log-missing': () => 'No log',
  'result-newer': () => 'The result is not older than the diff',
  'result-older': ({ minutes }) => `The result is ${many(minutes, 'minute')} older than the diff`,
  'content-verified': ({ artifacts }) =>
    artifacts === 1 ? 'The checksum of the one artifact was verified' : `The checksums of all ${many(artifacts, 'artifact')} were verified`,
  'content-damaged': ({ artifacts }) => `${many(artifacts, 'artifact')} damaged`,
  'content-unread': ({ artifacts }) => `${many(artifacts, 'artifact')} not read yet`,
}

/** One sentence without a full stop. */
export function describeFinding(finding: EvidenceFinding, counts: Counts): string {
  return words[finding](counts)
}
