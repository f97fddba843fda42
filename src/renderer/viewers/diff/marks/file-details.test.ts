import { expect, test } from 'vitest'
import { readFileDetails } from './file-details.ts'

const facts = (...lines: string[]) => readFileDetails(['diff --git a/x b/y', ...lines].join('\n')).facts

test('the header of a file is said in words', () => {
  expect(facts('old mode 100644', 'new mode 100755', 'similarity index 95%', 'rename from x', 'rename to y')).toEqual([
    'file → executable file',
    '95 % similar',
  ])
  expect(facts('new file mode 120000', 'index 0000000..1111111')).toEqual(['new symbolic link'])
  expect(facts('similarity index 100%', 'rename from x', 'rename to y')).toEqual(['content unchanged'])
  expect(facts('index 1111111..2222222 160000', '--- a/x', '+++ b/y')).toEqual(['submodule'])
  expect(facts('deleted file mode 100644', 'index 1111111..0000000', 'Binary files a/x and /dev/null differ')).toEqual([
    'deleted file',
    'binary',
  ])
})

test('a header that says nothing more than the path has no facts', () => {
  expect(facts('index 1111111..2222222 100644', '--- a/x', '+++ b/y')).toEqual([])
  expect(readFileDetails('').facts).toEqual([])
})
