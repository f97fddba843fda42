import { expect, test } from 'vitest'
import { fileFacts } from './file-facts.ts'
import { scanned } from './scanned-fixture.ts'

function facts(...lines: string[]): string[] {
  const [file] = scanned(`${['diff --git a/x b/y', ...lines].join('\n')}\n`).files
  if (file === undefined) throw new Error('no file')
  return fileFacts(file)
}

test('the header of a file is said in words', () => {
  expect(facts('old mode 100644', 'new mode 100755', 'similarity index 95%', 'rename from x', 'rename to y')).toEqual([
    'file → executable file',
    '95 % similar',
  ])
  expect(facts('new file mode 120000', 'index 0000000..1111111')).toEqual(['new symbolic link'])
  expect(facts('similarity index 100%', 'rename from x', 'rename to y')).toEqual(['content unchanged'])
  expect(facts('dissimilarity index 91%', 'index 1111111..2222222 100644')).toEqual(['91 % rewritten'])
  expect(facts('dissimilarity index 91%', 'index 1..2 100644', '--- a/x', '+++ b/y', '@@ -1 +1 @@', '-a', '+b')).toEqual(['91 % rewritten'])
  expect(facts('index 1111111..2222222 160000', '--- a/x', '+++ b/y')).toEqual(['submodule'])
  expect(facts('deleted file mode 100644', 'index 1111111..0000000', 'Binary files a/x and /dev/null differ')).toEqual([
    'deleted file',
    'binary',
  ])
})

test('a header that says nothing more than the path has no facts', () => {
  expect(facts('index 1111111..2222222 100644', '--- a/x', '+++ b/y')).toEqual([])
})

test('a merge that chose the mode of one parent names the modes of both', () => {
  expect(facts('index 206b378,1b32298..206b378', 'mode 100644,100755..100755')).toEqual(['file, executable file → executable file'])
})

test('a binary patch tells the sizes of both versions', () => {
  const data = 'zcmV?d00001'
  expect(facts('index 1..2 100644', 'GIT binary patch', 'literal 3000', data, '', 'literal 98', data, '')).toEqual([
    'binary, 98 B → 2.93 KB',
  ])
  expect(facts('new file mode 100644', 'index 0..2', 'GIT binary patch', 'literal 98', data, '', 'literal 0', 'HcmV?d00001', '')).toEqual([
    'new file',
    'binary, 98 B',
  ])
  expect(
    facts('deleted file mode 100644', 'index 1..0', 'GIT binary patch', 'literal 0', 'HcmV?d00001', '', 'literal 98', data, ''),
  ).toEqual(['deleted file', 'binary, 98 B'])
  expect(facts('index 1..2 100644', 'GIT binary patch', 'delta 12', data, '', 'delta 13', data, '')).toEqual([
    'binary, changed by a delta of 12 B',
  ])
})
