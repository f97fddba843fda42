// Words for what an attempt shows for itself; for the window and the terminal.
import { listed, type Noun, spokenLanguage, t, tCount } from '../language/translate.ts'
import { type EvidenceFinding, type EvidenceLine } from './evidence.ts'

type Counts = EvidenceLine['counts']

let format: { language: string; count: Intl.NumberFormat } | undefined
/** Making a format costs much more than using it, and every row of a queue says several counts. */
function written(count: number): string {
  const language = spokenLanguage()
  if (format?.language !== language) format = { language, count: new Intl.NumberFormat(language) }
  return format.count.format(count)
}
const many = (count: number | undefined, one: Noun) => tCount(count ?? 0, written(count ?? 0), one, `${one}s`)

const words: Record<EvidenceFinding, (counts: Counts) => string> = {
  'diff-there': ({ files, insertions = 0, deletions = 0 }) =>
    t('The diff changes {files}, +{insertions} −{deletions}', {
      files: many(files, 'file'),
      insertions: written(insertions),
      deletions: written(deletions),
    }),
  'diff-missing': () => t('No diff'),
  'diff-empty': () => t('The diff changes nothing'),
  'tests-passed': ({ passed, total = 0, skipped = 0 }) => {
    const tests = many(passed, 'test')
    return skipped > 0
      ? t('{tests} passed, {skipped} of {total} skipped', { tests, skipped: written(skipped), total: written(total) })
      : t('{tests} passed', { tests })
  },
  'tests-failed': ({ failed = 0, total = 0 }) =>
    total === 0
      ? t('{tests} failed', { tests: many(failed, 'test') })
      : t('{failed} of {tests} failed', { failed: written(failed), tests: many(total, 'test') }),
  'tests-none-ran': () => t('A test result is there, but no test ran'),
  'tests-all-skipped': ({ total }) => t('All {tests} were skipped', { tests: many(total, 'test') }),
  'tests-unknown': () => t('The test result says no counts'),
  'tests-missing': () => t('No test result'),
  'test-code-untouched': () => t('No test that was there was changed'),
  'test-code-edited': ({ edited }) => t('{testFiles} changed by the same diff', { testFiles: many(edited, 'test file') }),
  'test-code-weakened': ({ deleted = 0, skips = 0, removed = 0 }) =>
    t('The same diff {deeds}', {
      deeds: listed([
        ...(deleted > 0 ? [t('deletes {testFiles}', { testFiles: many(deleted, 'test file') })] : []),
        ...(removed > 0 ? [t('removes {tests}', { tests: many(removed, 'test') })] : []),
        ...(skips > 0 ? [t('adds {skips}', { skips: many(skips, 'skip') })] : []),
      ]),
    }),
  'exit-agrees': ({ code = 0 }) => t('Exit code {code} agrees with the result', { code }),
  'exit-contradicts': ({ code = 0, failed }) =>
    code === 0
      ? t('Exit code {code}, though {tests} failed', { code, tests: many(failed, 'test') })
      : t('Exit code {code}, though no test failed', { code }),
  'exit-failed': ({ code = 0 }) => t('Exit code {code}, and no test result to compare', { code }),
  'exit-unknown': () => t('No exit code is known'),
  'log-complete': () => t('The log ends properly'),
  'log-silent': () => t('The log does not say how it ended'),
  'log-mid-line': () => t('The log ends in the middle of a line'),
  'log-stopped': () => t('The log was cut short'),
  'log-missing': () => t('No log'),
  'result-newer': () => t('The result is not older than the diff'),
  'result-older': ({ minutes }) => t('The result is {minutes} older than the diff', { minutes: many(minutes, 'minute') }),
  'content-verified': ({ artifacts }) =>
    artifacts === 1
      ? t('The checksum of the one artifact was verified')
      : t('The checksums of all {artifacts} were verified', { artifacts: many(artifacts, 'artifact') }),
  'content-damaged': ({ artifacts }) => t('{artifacts} damaged', { artifacts: many(artifacts, 'artifact') }),
  'content-unread': ({ artifacts }) => t('{artifacts} not read yet', { artifacts: many(artifacts, 'artifact') }),
}

/** One sentence without a full stop. */
export function describeFinding(finding: EvidenceFinding, counts: Counts): string {
  return words[finding](counts)
}
