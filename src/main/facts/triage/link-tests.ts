// The failing tests of a report with the changes they lead to.
import { type ArtifactType } from '../../../shared/artifact.ts'
import { testKeys, testPath } from '../../../shared/test-key.ts'
import { type TestCase } from '../../../shared/test-report.ts'
import { type CodeLink, mostLinkedTests } from '../../../shared/triage/triage.ts'
import { readReport } from '../read-report.ts'
import { ChangedFiles, type DiffChanges } from './link-frames.ts'
import { readFrames, type SourceFrame } from './source-frames.ts'

export interface FailingTest {
  key: string
  /** As `testPath` gives it. */
  path: string[]
  /** What a runner prints in place of the name, e.g. a docstring. */
  title: string | undefined
  /** The report has a trace or frames of its own. */
  hasFrames: boolean
  links: CodeLink[]
}

export interface FailingTests {
  tests: FailingTest[]
  failing: number
  isCut: boolean
}

/** Reads the report, and links what failed in it with what the diffs changed. */
export async function linkTests(
  artifact: { name: string; type: ArtifactType },
  content: AsyncIterable<Uint8Array>,
  diffs: readonly DiffChanges[],
): Promise<FailingTests> {
  const { cases } = await readReport(artifact, content)
  const changed = new ChangedFiles(diffs)
  const keys = testKeys(cases)
  const failing = cases.flatMap((test, index) => (isFailing(test) ? [{ test, key: keys[index] ?? '' }] : []))
  const tests = failing.slice(0, mostLinkedTests).map(({ test, key }) => linkTest(test, key, changed))
  return { tests, failing: failing.length, isCut: failing.length > mostLinkedTests }
}

function isFailing({ status }: TestCase): boolean {
  return status === 'failed' || status === 'errored'
}

function linkTest(test: TestCase, key: string, changed: ChangedFiles): FailingTest {
  const frames = framesOf(test)
  const path = testPath(test)
  const byFrame = changed.link(frames)
  const links =
    byFrame.length > 0
      ? byFrame
      : pathsOf(test, path)
          .flatMap((each) => changed.linkName(each))
          .slice(0, 1)
  const [title = ''] = test.trace?.split('\n', 1) ?? []
  return { key, path, title: title === '' ? undefined : title.slice(0, 300), hasFrames: frames.length > 0, links }
}

/** From the trace, else from the message and what the test wrote. */
function framesOf(test: TestCase): SourceFrame[] {
  const told = readFrames(`${test.message ?? ''}\n${test.trace ?? ''}`)
  const frames = told.length > 0 ? told : readFrames(test.output ?? '')
  return frames.map((frame) => inPackage(frame, test))
}

/** Go names files without their folder, which is the end of the package's import path. */
function inPackage(frame: SourceFrame, { suite }: TestCase): SourceFrame {
  const [pkg] = suite
  const isBare = frame.path.endsWith('.go') && !frame.path.includes('/')
  return isBare && pkg?.includes('/') === true ? { ...frame, path: `${pkg}/${frame.path}` } : frame
}

/** Files that the test itself may stand in: as reported, and by dotted names of Python (`app.tests.Case` is in `app/tests.py`). */
function pathsOf({ file }: TestCase, path: readonly string[]): string[] {
  const named = path.filter((part) => /\.\w+$/.test(part) && part.includes('/'))
  const dotted = path.filter((part) => /^[a-z_]\w*(?:\.\w+)+$/i.test(part)).map((part) => part.split('.'))
  const modules = dotted.flatMap((parts) => [`${parts.join('/')}.py`, `${parts.slice(0, -1).join('/')}.py`])
  return [...(file === undefined ? [] : [file.replaceAll('\\', '/').replace(/^\.\//, '')]), ...named, ...modules]
}
