import { expect, test } from 'vitest'
import { scanned } from '../model/scanned-fixture.ts'
import { fileNote } from './file-note.ts'

function note(...lines: string[]): string {
  const [file] = scanned(`${['diff --git a/x b/y', ...lines].join('\n')}\n`).files
  if (file === undefined) throw new Error('no file')
  return fileNote(file, false)
}

test.each([
  [['similarity index 100%', 'rename from x', 'rename to y'], 'Renamed without changes'],
  [['old mode 100644', 'new mode 100755', 'similarity index 100%', 'rename from x', 'rename to y'], 'Renamed, and its mode changed'],
  [['similarity index 100%', 'copy from x', 'copy to y'], 'Copied without changes'],
  [['old mode 100755', 'new mode 100644', 'similarity index 100%', 'copy from x', 'copy to y'], 'Copied with another mode'],
  [['old mode 100755', 'new mode 100644'], 'Only the mode changed'],
  [['new file mode 100644', 'index 0000000..e69de29'], 'Empty file'],
])('a file whose header says %j is told to be: %s', (header, words) => {
  expect(note(...header)).toBe(words)
})
