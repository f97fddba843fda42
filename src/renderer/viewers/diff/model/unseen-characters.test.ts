import { expect, test } from 'vitest'
import { showUnseen, splitUnseen } from './unseen-characters.ts'

test('characters that turn or hide text are shown, one symbol for each', () => {
  const text = 'a\u202eb\u200bc\u001b[0m\u007f'
  expect(showUnseen(text)).toBe('a⍰b⍰c⎋[0m⌦')
  expect(showUnseen(text)).toHaveLength(text.length)
  expect(splitUnseen('x\u2066y')).toEqual([
    { text: 'x', unseen: undefined },
    { text: '⍰', unseen: 'U+2066' },
    { text: 'y', unseen: undefined },
  ])
})

test('ordinary text, tabs and other scripts are left alone', () => {
  for (const text of ['', 'plain\ttext', 'שלום', '漢字 😀']) expect(splitUnseen(text)).toBeUndefined()
})
