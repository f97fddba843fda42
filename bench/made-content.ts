// Contents for made stores: of each type, the same for the same seed.
import { type ArtifactType } from '../src/shared/artifact.ts'

export const dayMs = 24 * 60 * 60 * 1000
export const words = ['retry', 'payment', 'cart', 'session', 'index', 'render', 'stream', 'parser', 'queue', 'token']
export const nameOfType: Record<ArtifactType, string> = {
  diff: 'change.diff',
  log: 'run.log',
  test: 'junit.xml',
  file: 'notes/summary.md',
}

/** Mostly small, some large: sizes of what agents leave follow no bell. */
export function makeContent(random: () => number, type: ArtifactType, label: string, mostLines = 20_000): Buffer {
  const lines = Math.min(mostLines, Math.ceil(8 / (random() + 0.0001)))
  const word = () => words[Math.floor(random() * words.length)]
  const body = Array.from({ length: lines }, (_, line) => `${label} ${line} ${word()} ${Math.floor(random() * 1e9).toString(36)}`)
  switch (type) {
    case 'diff': {
      const added = body.map((line) => `+${line}\n`).join('')
      return Buffer.from(`diff --git a/src/a.ts b/src/a.ts\n--- a/src/a.ts\n+++ b/src/a.ts\n@@ -0,0 +1,${lines} @@\n${added}`)
    }
    case 'test': {
      const failures = random() < 0.3 ? 1 : 0
      const outcome = (index: number) => (index < failures ? '<failure message="no"/>' : '')
      const cases = body.map((line, index) => `<testcase classname="c" name="${line}" time="0.01">${outcome(index)}</testcase>\n`)
      return Buffer.from(`<testsuite name="s" tests="${lines}" failures="${failures}">\n${cases.join('')}</testsuite>\n`)
    }
    case 'log':
    case 'file':
      return Buffer.from(`${body.join('\n')}\n`)
  }
}
