import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { DiffPair } from './DiffPair.tsx'

test('two diffs side by side are each named, before anything of them has come', () => {
  const side = (name: string) => ({ source: new Uint8Array(0), title: name, label: `Diff of ${name}` })
  const html = renderToStaticMarkup(<DiffPair first={side('attempt 1')} second={side('attempt 2')} place={undefined} />)
  expect(html.match(/aria-label="Diff of [^"]*"/g)).toEqual(['aria-label="Diff of attempt 1"', 'aria-label="Diff of attempt 2"'])
})
