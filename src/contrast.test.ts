// The colours of code against every surface it stands on.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('renderer/ui/tokens.css', import.meta.url), 'utf8')
const colours = new Map(
  Array.from(css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g), ([, name, light, dark]) => [name, { light, dark }]),
)

const words = ['text', ...['keyword', 'string', 'number', 'comment', 'title', 'type', 'meta'].map((kind) => `syntax-${kind}`)]
const surfaces = ['surface', 'added-line', 'removed-line', 'added-word', 'removed-word']
const cases = (['light', 'dark'] as const).flatMap((theme) =>
  surfaces.flatMap((surface) => words.map((word) => ({ theme, word, surface }))),
)

test.each(cases)('$theme: $word can be read on $surface', ({ theme, word, surface }) => {
  expect(contrast(colours.get(word)?.[theme] ?? '', colours.get(surface)?.[theme] ?? '')).toBeGreaterThanOrEqual(4.5)
})

/** The ratio of WCAG 2, from 1 to 21. */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(colour: string): number {
  const channel = (from: number) => {
    const value = Number.parseInt(colour.slice(from, from + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}
