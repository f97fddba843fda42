import { expect, test } from 'vitest'
import { textForm } from './text-form.ts'

test.each([
  ['diff', ['2c2', '< b', '---', '> c']],
  ['diff -e', ['12d', '7c', 'seven', '.']],
  ['diff -n', ['d7 1', 'a7 1', 'seven']],
  ['diff -y', ['a\t\t\t\t\t\t\t\ta', 'b\t\t\t\t\t\t\t      |\tc']],
  ['apply_patch', ['*** Begin Patch', '*** Update File: a.py', '@@ def f():', '-b', '+c', '*** End Patch']],
  ['SEARCH/REPLACE', ['src/a.py', '<<<<<<< SEARCH', 'b', '=======', 'c', '>>>>>>> REPLACE']],
  ['git diff --raw', [':100644 100755 1a2485251c 1a2485251c M\trun.sh']],
  ['git diff --stat', [' src/a.ts | 2 +-', ' 1 file changed, 1 insertion(+), 1 deletion(-)']],
  ['git diff --numstat', ['2\t3\tnum.txt', '-\t-\tb.bin']],
  ['git diff --name-status', ['R100\tren.txt\trenamed.txt', 'M\trun.sh']],
])('the form of %s is called by its name', (name, rows) => {
  expect(textForm(['', ...rows])).toBe(name)
})

test('any other text has no form', () => {
  expect(textForm(['No patch generated', '> a quotation', '1. one', 'a | b', '12 files'])).toBeUndefined()
})
